#!/usr/bin/env bash
# Runs a command inside a throw-away desktop: own home, X server, session bus, accessibility bus, window manager and an
# unlocked keyring. Nothing of the caller's desktop or sign-ins gets in.
#   session.sh [--keyring unlocked|none] [--size WxH] [--home DIR] COMMAND [ARG...]
# Status: the command's; 77 where a program that it needs is missing.
set -u

if [ "${1:-}" = --inside ]; then
    shift
    if [ "$COHORT_KEYRING" = unlocked ]; then
        # All of the input is the password, so no newline; the service is there once its name has an owner.
        printf %s "session-password" | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null 2>&1
        for _ in $(seq 100); do
            dbus-send --session --print-reply --dest=org.freedesktop.DBus /org/freedesktop/DBus \
                org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets 2>/dev/null | grep -q true && break
            sleep 0.05
        done
    fi
    openbox >/dev/null 2>&1 &
    manager=$!
    for _ in $(seq 100); do
        xprop -root _NET_SUPPORTING_WM_CHECK 2>/dev/null | grep -q 'window id' && break
        sleep 0.05
    done
    # The first question starts the accessibility bus.
    dbus-send --session --print-reply --dest=org.a11y.Bus /org/a11y/bus org.a11y.Bus.GetAddress >/dev/null 2>&1
    "$@"
    status=$?
    kill "$manager" 2>/dev/null
    exit $status
fi

keyring=unlocked size=1400x1000 home=
while [ $# -gt 0 ]; do
    case "$1" in
    --keyring) keyring=$2; shift 2 ;;
    --size) size=$2; shift 2 ;;
    --home) home=$2; shift 2 ;;
    *) break ;;
    esac
done
[ $# -gt 0 ] || { sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 64; }
for program in Xvfb openbox dbus-run-session gnome-keyring-daemon xdotool xprop; do
    command -v "$program" >/dev/null || { echo "skipped: $program is not installed"; exit 77; }
done

work=$(mktemp -d)
screen=
cleanup() {
    [ -z "$screen" ] || kill "$screen" 2>/dev/null
    rm -rf "$work"
}
trap cleanup EXIT
home=${home:-$work/home}
mkdir -p "$work/runtime" "$home"
chmod 700 "$work/runtime"
export HOME=$home XDG_RUNTIME_DIR=$work/runtime XDG_CONFIG_HOME=$home/.config XDG_DATA_HOME=$home/.local/share
export XDG_CACHE_HOME=$home/.cache XDG_STATE_HOME=$home/.local/state LANG=C.UTF-8 LC_ALL=C.UTF-8
mkdir -p "$XDG_CONFIG_HOME" "$XDG_DATA_HOME" "$XDG_CACHE_HOME" "$XDG_STATE_HOME"
unset DBUS_SESSION_BUS_ADDRESS WAYLAND_DISPLAY XDG_CURRENT_DESKTOP DESKTOP_SESSION QT_QPA_PLATFORM QT_STYLE_OVERRIDE \
    http_proxy https_proxy HTTP_PROXY HTTPS_PROXY all_proxy ALL_PROXY WANDB_API_KEY WANDB_BASE_URL NETRC

# A server that begins anew when the last of a few short-lived clients leaves refuses whoever comes just then.
Xvfb -displayfd 3 -screen 0 "${size}x24" -nolisten tcp -noreset 3>"$work/display" >/dev/null 2>&1 &
screen=$!
for _ in $(seq 200); do [ -s "$work/display" ] && break; sleep 0.05; done
[ -s "$work/display" ] || { echo "the X server did not start" >&2; exit 1; }
DISPLAY=:$(tr -d '[:space:]' <"$work/display")
export DISPLAY COHORT_KEYRING=$keyring QT_QPA_PLATFORM=xcb QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1

bus=()
if [ "$keyring" = none ]; then # a bus that can start the accessibility service and nothing else
    mkdir -p "$work/services"
    cp /usr/share/dbus-1/services/org.a11y.Bus.service "$work/services/" 2>/dev/null
    cat >"$work/bus.conf" <<C
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type><listen>unix:dir=$work/runtime</listen><servicedir>$work/services</servicedir>
  <policy context="default"><allow send_destination="*"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
C
    bus=(--config-file="$work/bus.conf")
fi
dbus-run-session "${bus[@]}" -- bash "$0" --inside "$@"
