"""Takes from Python, where this folder is on its path, what Windows has not: before all else.

Every process that it starts has this on its path too. What was there cannot be seen any more, open
files can neither be removed nor replaced, folders cannot be opened, and some names are forbidden.
"""

from __future__ import annotations

import _socket
import os
import select
import signal
import sys
from pathlib import Path

MODULES = ("fcntl", "pwd", "grp", "resource", "termios", "tty", "pty", "syslog", "readline")
NAMES = {
    os: "fork forkpty killpg getpgid getpgrp setsid getuid geteuid getgid getegid getgroups "
    "getloadavg sched_getaffinity sched_setaffinity wait wait3 wait4 mkfifo mknod chown lchown "
    "chroot statvfs sysconf nice sync O_DIRECTORY O_NOFOLLOW O_NONBLOCK O_CLOEXEC O_SYNC EX_OK",
    signal: "SIGKILL SIGHUP SIGQUIT SIGUSR1 SIGUSR2 SIGALRM SIGCHLD SIGCONT SIGSTOP SIGTSTP "
    "SIGPIPE pthread_sigmask pthread_kill setitimer alarm pause sigwait",
    select: "poll epoll",
    _socket: "AF_UNIX socketpair",
}
FORBIDDEN = set('<>:"|?*')


def is_forbidden(path: str) -> bool:
    name = os.path.basename(os.fsdecode(path))
    return bool(FORBIDDEN & set(name)) or name.endswith((".", " "))


def is_open(path: str) -> bool:
    """Tell whether any process has a file open; one may not look into those of others."""
    path = os.path.realpath(os.fsdecode(path))
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            if os.readlink(link) == path:
                return True
        except OSError:
            continue
    return False


def is_of_filelock() -> bool:
    """Tell whether it is filelock that acts: on Windows it has other code."""
    frame = sys._getframe()
    while frame is not None:
        if "filelock" in Path(frame.f_code.co_filename).parts:
            return True
        frame = frame.f_back
    return False


def refuse(event: str, arguments: tuple[object, ...]) -> None:
    """Raise what Windows would raise."""
    path = arguments[0] if arguments else None
    if not isinstance(path, str | bytes) or os.fsdecode(path).startswith(("/proc", "/dev")):
        return
    if event == "open":
        _, mode, flags = arguments
        if mode is None and os.path.isdir(path):
            raise PermissionError(13, "a folder cannot be opened", path)
        if flags & os.O_CREAT and is_forbidden(path):
            raise OSError(22, "no name for a file", path)
    elif event == "os.mkdir" and is_forbidden(path):
        raise OSError(22, "no name for a folder", path)
    elif event in ("os.remove", "os.rename"):
        for one in arguments[: 1 + (event == "os.rename")]:
            if is_open(one) and not is_of_filelock():
                raise PermissionError(13, "it is open", one)


for module in MODULES:
    sys.modules[module] = None
for owner, names in NAMES.items():
    for name in names.split():
        if hasattr(owner, name):
            delattr(owner, name)
os.supports_fd.clear()
os.supports_dir_fd.clear()
with open(os.environ["ELSEWHERE"], "a", encoding="utf-8") as log:
    log.write(" ".join(sys.orig_argv) + "\n")
sys.addaudithook(refuse)
