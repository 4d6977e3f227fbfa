"""A whole visit by keyboard and accessibility alone, in the real window on the embedded team server:

sign in as admin, open a project, hide a run, rename one, invite somebody, change a role, sign out, sign in as View-Only,
read why an action is grey. Every control that can be reached has a name. Usage: journey.py APPLICATION
"""
import os
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from stage import explain, leave, read_stalls, show_stalls  # noqa: E402
from window import Window, has, name_of, until  # noqa: E402
import pyatspi  # noqa: E402

application = sys.argv[1]
profile = tempfile.mkdtemp(prefix="cohort-journey-")
stalls = os.path.join(profile, "stalls.json")
window = Window([application, "--demo", "--profile", profile, "--size", "1300x900", "--stall-report", stalls],
                log=os.path.join(profile, "log"))
unnamed = []


def step(text):
    bad = window.nameless()
    if bad:
        unnamed.append(f"{text}: {bad}")
    print("ok  ", text, flush=True)


def menu(*path):
    node = window.app
    for part in path:
        node = next(n for n in window_menu_items(node) if name_of(n).replace("…", "").startswith(part))
    return node


def window_menu_items(node):
    from window import descend
    for child in descend(node):
        if child.getRoleName() in ("menu item", "menu", "check menu item"):
            yield child


def sign_in(role):
    window.press(f"Look around as {role}", seconds=60)
    window.find(role="tree", name="Navigation", seconds=30)


try:
    sign_in("Admin")
    window.reads("Hello, Ada Moreau", 30)
    step("signed in as admin")

    window.go("imagenet_vit")
    runs = window.grid("Runs", 30)
    until(lambda: runs.rows() == 76, "76 runs", 30)
    window.reads("76 runs, 76 shown")
    step("opened the project: 76 runs, all shown")

    window.row_to("Runs", 0)
    hidden = runs.text(0, "Name")
    window.key("space")
    window.reads("75 shown")
    step(f"hid {hidden}")
    window.key("space")
    window.reads("76 runs, 76 shown")

    window.key("F2")
    until(lambda: any("ename" in name_of(n) for n in window.all(role="dialog")), "the rename dialog", 10)
    window.key("ctrl+a")
    window.type("first light")
    window.key("Return")
    until(lambda: any(runs.text(r, "Name").startswith("first light") for r in range(runs.rows())), "the new name", 20)
    step("renamed a run")

    window.go("Members")
    members = window.grid("Members", 30)
    until(lambda: members.rows() == 7, "seven rows", 30)
    window.press("Invite…")
    until(lambda: any(True for _ in window.all(role="dialog")), "the invitation dialog", 10)
    window.type("zoe@demo.invalid")
    window.press("Send 1 invitation")
    until(lambda: any("zoe@demo.invalid" in members.text(r, "E-mail") for r in range(members.rows())), "the invitation", 20)
    step("invited zoe@demo.invalid")

    if any(True for _ in window.all(role="dialog")):
        window.key("Escape")
    window.row_to("Members", members.row_of("User name", "chiara"))
    window.press("Change role…")
    until(lambda: any(True for _ in window.all(role="dialog")), "the role dialog", 10)
    admin = next(n for n in window.all(role="radio button") if name_of(n).startswith("Admin"))
    window.act(admin)
    window.press("Change role", role="push button")
    until(lambda: "Admin" in members.text(members.row_of("User name", "chiara"), "Role"), "the new role", 20)
    step("made chiara an admin")

    window.act(menu("File", "Sign out"))
    window.find(name="Look around as View-Only", seconds=30)
    step("signed out")

    sign_in("View-Only")
    window.go("Members")
    until(lambda: window.grid("Members", 30).rows() == 8, "eight rows", 30)
    invite = window.find(name="Invite…")
    assert not has(invite, pyatspi.STATE_SENSITIVE), "Invite is not grey for View-Only"
    reason = invite.description
    assert "<" not in reason, f"the reason is marked up: {reason!r}"
    assert "View-Only" in reason and "Admin" in reason, f"the reason says {reason!r}"
    step(f"View-Only reads why Invite is grey: {reason}")

    assert window.alive()
    leave(window)
    show_stalls(read_stalls(stalls, application))
    assert not unnamed, "\n".join(unnamed)
    print("journey: passed")
except BaseException:
    explain(window, "journey")
    raise
