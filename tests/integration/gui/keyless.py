"""Without a keyring: the person is told before anything is kept, may stay for the session, and after the next start sees
what is cached and gives the key again. The key is in no file. To be run in a session with --keyring none.
Usage: keyless.py APPLICATION
"""
import os
import sys
import tempfile

from stage import Profile, give_key, team


def fill_in(window, server):
    window.write("Server address:", server.url)
    give_key(window, server.admin_key)


def is_in_a_file(secret, folder):
    for place, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(place, name), "rb") as file:
                if secret.encode() in file.read():
                    return os.path.join(place, name)
    return None


def main(application):
    with tempfile.TemporaryDirectory(prefix="cohort-keyless-") as folder, team.Server(folder, "--demo") as server:
        profile = Profile(os.path.join(folder, "profile"))
        os.mkdir(profile.folder)
        window = profile.start(application, "--size", "1300x900")
        with profile.explained("keyless"):
            fill_in(window, server)
            window.reads("This computer has no keyring, so the key cannot be kept safely.", 30)
            window.press("Stop and forget the key")
            window.find(name="Sign in", role="push button", seconds=10)
            print("ok   told that there is no keyring; may stop there", flush=True)
            fill_in(window, server)
            window.press("Stay signed in for this session only", seconds=30)
            window.find(role="tree", name="Navigation", seconds=30)
            window.reads("Hello, Ada Moreau", 30)
            window.go("Members")
            assert window.grid("Members", 30).rows() == 7
            print("ok   signed in for this session", flush=True)
            assert window.quit() == 0

            window = profile.start(application, "--size", "1300x900")
            window.reads("key missing", 30)
            assert window.grid("Members", 30).rows() == 7
            print("ok   the next start shows what is cached and says that the key is missing", flush=True)
            window.press("Sign in", role="push button")
            give_key(window, server.admin_key)  # the address is filled in
            window.press("Stay signed in for this session only", seconds=30)
            window.find(role="tree", name="Navigation", seconds=30)
            window.reads("online", 30)
            print("ok   the key, given again, brings the window online", flush=True)
            assert window.quit() == 0
            assert (place := is_in_a_file(server.admin_key, profile.folder)) is None, f"the key is in {place}"
            assert (place := is_in_a_file(server.admin_key, os.environ["HOME"])) is None, f"the key is in {place}"
            print("ok   the key is in no file of the profile or the home folder")
            print("keyless: passed")


main(sys.argv[1])
