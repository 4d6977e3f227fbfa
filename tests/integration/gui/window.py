"""A window of the application as somebody with a screen reader and a keyboard meets it.

Everything goes through the accessibility bus and real key presses; nothing of the program is called directly. Look-ups wait
for what they look for, and say what was there instead when it does not come.
"""
import os
import signal
import subprocess
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402
import pyatspi  # noqa: E402

Atspi.set_timeout(3000, 8000)
LONG = ("table", "tree table", "tree", "list", "list box")  # roles whose children are read one by one, on demand


class Missing(AssertionError):
    pass


def name_of(node):
    Atspi.Accessible.clear_cache(node)
    return node.name or ""


def has(node, state):
    return node.getState().contains(state)


def kids(node):
    for i in range(min(node.childCount, 500)):
        try:
            child = node.getChildAtIndex(i)
        except Exception:  # the window changed meanwhile
            continue
        if child is not None:
            yield child


def descend(node):
    for child in kids(node):
        yield child
        try:
            long = child.getRoleName() in LONG
        except Exception:
            continue
        if not long:
            yield from descend(child)


def until(condition, what, seconds=15):
    end = time.monotonic() + seconds
    last = None
    while time.monotonic() < end:
        try:
            last = condition()
            if last:
                return last
        except Missing:
            raise
        except Exception as problem:  # objects come and go
            last = problem
        time.sleep(0.05)
    raise Missing(f"waited {seconds} s for {what}; last: {last!r}")


class Grid:
    """A table by row and column; cells are asked for anew each time, because refreshes replace them."""

    def __init__(self, node):
        self.node = node

    @property
    def table(self):
        return self.node.queryTable()

    def rows(self):
        return self.table.nRows

    def headers(self):
        return [self.table.getColumnDescription(c) for c in range(self.table.nColumns)]

    def header(self, column):
        return self.table.getColumnHeader(self.headers().index(column))

    def text(self, row, column):
        if isinstance(column, str):
            column = self.headers().index(column)
        return name_of(self.table.getAccessibleAt(row, column))

    def row_of(self, column, wanted):
        for row in range(min(self.rows(), 2000)):
            if wanted in self.text(row, column):
                return row
        raise Missing(f"no row with {wanted!r} in column {column!r}")


class Window:
    def __init__(self, command, env=None, log=None):
        self.log = log
        out = open(log, "ab") if log else subprocess.DEVNULL
        self.process = subprocess.Popen(command, env={**os.environ, **(env or {})}, stdout=out, stderr=out)
        self.app = until(self._application, "the window on the accessibility bus", 60)

    def last_words(self):
        """The end of the application's log."""
        if self.log is None:
            return ""
        with open(self.log, errors="replace") as log:
            return "".join(log.readlines()[-30:])

    def _application(self):
        if self.process.poll() is not None:
            raise Missing(f"the application ended at once with status {self.process.returncode}\n{self.last_words()}")
        desktop = pyatspi.Registry.getDesktop(0)
        for app in kids(desktop):
            if app.get_process_id() == self.process.pid and app.childCount > 0:
                return app
        return None

    # Looking

    def all(self, role=None, name=None, contains=None, description=None, showing=True):
        for node in descend(self.app):
            try:
                if role and node.getRoleName() != role:
                    continue
                text = name_of(node)
                if name is not None and text != name:
                    continue
                if contains is not None and contains not in text:
                    continue
                if description is not None and node.description != description:
                    continue
                if showing and not has(node, pyatspi.STATE_SHOWING):
                    continue
                yield node
            except Exception:
                continue

    def find(self, seconds=15, **query):
        def first():
            return next(iter(self.all(**query)), None)
        try:
            return until(first, str(query), seconds)
        except Missing as problem:
            raise Missing(f"{problem}\n{self.outline()}") from None

    def grid(self, name, seconds=15):
        def first():
            for role in LONG:
                for node in self.all(role=role, name=name):
                    return node
            return None
        return Grid(until(first, f"table {name!r}", seconds))

    def texts(self):
        found = []
        for node in self.all():
            try:
                if node.getRoleName() in ("label", "static", "text", "paragraph"):
                    found.append(name_of(node))
            except Exception:
                continue
        return found

    def reads(self, part, seconds=15):
        until(lambda: any(part in text for text in self.texts()), f"the text {part!r}", seconds)

    def focused(self):
        # Qt calls the current tab of each tab bar focused, wherever the keyboard is: another one goes first.
        found = [n for n in descend(self.app) if has(n, pyatspi.STATE_FOCUSED)]
        return next((n for n in found if n.getRoleName() != "page tab"), next(iter(found), None))

    def nameless(self):
        """Controls that can be reached but say nothing of themselves."""
        silent = ("filler", "layered pane", "panel", "scroll pane", "viewport", "split pane", "frame", "page tab list",
                  "table cell", "list item", "window", "scroll bar", "separator")
        bad = []
        for node in self.all():
            try:
                role = node.getRoleName()
                if role in silent or not has(node, pyatspi.STATE_FOCUSABLE):
                    continue
                said = node.description if role == "combo box" else (name_of(node) or node.description)
                if not said:
                    bad.append(role)
            except Exception:
                continue
        return bad

    def outline(self):
        lines = []

        def write(node, depth):
            try:
                if not has(node, pyatspi.STATE_SHOWING) and depth > 1:
                    return
                lines.append(f"{'  ' * depth}{node.getRoleName()} {name_of(node)!r} {node.description!r}")
                if node.getRoleName() not in LONG and depth < 14:
                    for child in kids(node):
                        write(child, depth + 1)
            except Exception:
                return
        for window in kids(self.app):
            write(window, 0)
        return "\n".join(lines)

    # Doing

    def act(self, node):
        action = node.queryAction()
        names = [action.getName(i) for i in range(action.nActions)]
        for wanted in ("Press", "Toggle", "ShowMenu"):
            if wanted in names:
                action.doAction(names.index(wanted))
                return
        raise Missing(f"{node.getRoleName()} {name_of(node)!r} offers {names}")

    def press(self, name, role=None, seconds=15):
        node = self.find(name=name, role=role, seconds=seconds)
        until(lambda: has(node, pyatspi.STATE_SENSITIVE), f"{name!r} to be enabled", seconds)
        self.act(node)

    def field(self, name, seconds=15):
        def first():
            for node in self.all(name=name):
                if "EditableText" in pyatspi.utils.listInterfaces(node):
                    return node
            return None
        return until(first, f"text field {name!r}", seconds)

    def write(self, name, text):
        self.field(name).queryEditableText().setTextContents(text)

    def tab_to(self, name, most=60):
        """Presses Tab until the control of that name has the focus, as somebody without a mouse does."""
        for _ in range(most):
            if any(name_of(n) == name for n in descend(self.app) if has(n, pyatspi.STATE_FOCUSED)):
                return
            self.key("Tab")
        raise Missing(f"Tab never came to {name!r}\n{self.outline()}")

    def row_to(self, table, row):
        """Moves the table's current row by keyboard."""
        self.tab_to(table)
        self.key("ctrl+Home", "Down", "Up", *["Down"] * row)  # Ctrl alone moves without selecting

    def key(self, *keys):
        subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)
        time.sleep(0.05)

    def click(self, x, y):
        """With the mouse, at a place of the screen."""
        subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", "1"], check=True)

    def type(self, text):
        subprocess.run(["xdotool", "type", "--delay", "12", "--", text], check=True)

    def choose(self, description, item):
        """Picks an item of a combo box by keyboard, as its list has no usable action of its own."""
        box = self.find(role="combo box", description=description)
        self.act(box)
        items = [name_of(n) for n in kids(box.getChildAtIndex(0))]
        until(lambda: has(box.getChildAtIndex(0), pyatspi.STATE_SHOWING), "the list", 5)
        time.sleep(0.3)  # the list takes the keyboard a moment after it shows
        self.key("Home", *["Down"] * items.index(item), "Return")
        until(lambda: name_of(box) == item, f"{description} = {item}", 5)

    def go(self, words):
        """To a page, or to what a command does, through the command palette."""
        self.key("ctrl+k")
        field = "Search or run a command"
        try:
            until(lambda: self.focused() is not None and name_of(self.focused()) == field, "the palette", 10)
        except Missing as problem:
            raise Missing(f"{problem}; the focus is on {self.focused()}") from None
        self.type(words)
        until(lambda: self.grid("Matches").rows() > 0, "matches", 10)
        self.key("Return")

    def shot(self, path):
        subprocess.run(["import", "-window", "root", path], check=False)

    def alive(self):
        return self.process.poll() is None

    def quit(self, seconds=8):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(seconds)

    def kill(self):
        self.process.kill()
        self.process.wait()
