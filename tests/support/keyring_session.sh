#!/bin/bash
# Runs a command with a session bus, a home and a keyring of its own.
#   keyring_session.sh with-keyring|without-keyring COMMAND [ARGUMENT...]
# with-keyring: gnome-keyring with an unlocked keyring; its process id is in COHORT_KEYRING_PID.
# without-keyring: a bus on which nothing keeps secrets and nothing can be started.
set -u

if [ "$1" = inside ]; then
    shift
    owner_pid() {
        dbus-send --session --print-reply=literal --dest=org.freedesktop.DBus /org/freedesktop/DBus \
            org.freedesktop.DBus.GetConnectionUnixProcessID string:org.freedesktop.secrets 2>/dev/null |
            awk '{print $2}'
    }
    if [ "$COHORT_KEYRING" = with-keyring ]; then
        # Everything on standard input is the password: no line end.
        printf %s 'open sesame' | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null 2>&1
        for _ in $(seq 200); do
            COHORT_KEYRING_PID=$(owner_pid)
            [ -n "$COHORT_KEYRING_PID" ] && break
            sleep 0.05
        done
        [ -n "$COHORT_KEYRING_PID" ] || { echo "gnome-keyring did not start" >&2; exit 97; }
        export COHORT_KEYRING_PID
    fi
    "$@"
    status=$?
    if [ -n "${COHORT_KEYRING_PID:-}" ]; then
        kill -CONT "$COHORT_KEYRING_PID" 2>/dev/null
        kill "$COHORT_KEYRING_PID" 2>/dev/null
    fi
    exit $status
fi

export COHORT_KEYRING=$1
shift
for tool in dbus-run-session dbus-send gnome-keyring-daemon; do
    command -v "$tool" >/dev/null || { echo "needs $tool" >&2; exit 96; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work/home XDG_RUNTIME_DIR=$work/run
export XDG_CONFIG_HOME=$HOME/.config XDG_DATA_HOME=$HOME/.local/share XDG_CACHE_HOME=$HOME/.cache
mkdir -p "$XDG_CONFIG_HOME" "$XDG_DATA_HOME" "$XDG_CACHE_HOME" "$XDG_RUNTIME_DIR"
chmod 700 "$XDG_RUNTIME_DIR"
# Nobody to ask for a password, and nothing of the caller's desktop.
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS GNOME_KEYRING_CONTROL QTKEYCHAIN_BACKEND QT_NO_GLIB
unset XDG_CURRENT_DESKTOP DESKTOP_SESSION

bus=()
if [ "$COHORT_KEYRING" = without-keyring ]; then
    mkdir "$work/no-services"
    cat >"$work/bus.conf" <<CONF
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=$work/run</listen>
  <servicedir>$work/no-services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
CONF
    bus=(--config-file="$work/bus.conf")
fi
# The daemons write to the standard error; the command's own output goes through descriptors 8 and 9.
exec 8>&1 9>&2
dbus-run-session "${bus[@]}" -- bash "$0" inside bash -c '"$@" 1>&8 2>&9 8>&- 9>&-' command "$@" >/dev/null 2>&1
