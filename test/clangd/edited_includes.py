"""Usage: edited_includes.py BUILD DIRECTORY

An include is broken in a running corolint-clangd. Until there is a new preamble, clangd tells its listeners about
the includes of the old one, also about those that have no place in the text any more.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import argparse

import lsp
from project import MOCKS, Project

SOURCE = """#include <cppcoro/task.hpp>
#include <cppcoro/io_service.hpp>
#include <algorithm>
#include <functional>
#include <mutex>
#include <thread>

cppcoro::task<> nap() {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  co_return;
}
"""


def test():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("directory")
    options = parser.parse_args()
    project = Project(options.build, options.directory)
    source = project.add("nap.cpp", SOURCE)
    project.add(".clang-tidy", "Checks: 'coro-*'")
    project.database([source], MOCKS)
    with project.serve() as server:
        server.open(source)
        for broken in ("#include <fun/*ctional>", "#include <", "", "#if 0", "/*"):
            server.change(source, SOURCE.replace("#include <functional>", broken))
            server.change(source, SOURCE.replace("#include <cppcoro/io_service.hpp>", broken))
            server.change(source, SOURCE)
        found = server.published[lsp.uri_of(source)]["diagnostics"]
        if not any("blocking-sleep" in str(one) for one in found):
            raise lsp.Failure(f"the finding is gone: {found}")
    print("alive")


lsp.main(test)
