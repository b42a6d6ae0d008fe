#!/usr/bin/env python3
"""Usage: terminal.py COMMAND...

Runs a command on a terminal of its own and prints what it wrote there, colours and all.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import os
import pty
import sys

os.environ.setdefault("TERM", "xterm-256color")
if os.environ["TERM"] == "dumb":
    os.environ["TERM"] = "xterm-256color"
status = os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:], lambda fd: os.read(fd, 4096)))
sys.exit(status if status not in (0, 1) else 0)
