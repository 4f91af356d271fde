"""Prints the licences of the crates that the programs are made of for a target: `licences.py TARGET`.

A crate that brings no text of its licence is named with the licence that it states.
"""

import json
import pathlib
import subprocess
import sys

OURS = {"onus", "onus-lsp"}
TEXTS = ("licen", "copying", "notice", "unlicense")


def crates(target):
    """The packages that are linked into our programs, with neither tests nor what only builds them."""
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", target]
    told = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    packages = {package["id"]: package for package in told["packages"]}
    nodes = {node["id"]: node for node in told["resolve"]["nodes"]}
    waiting = [key for key in nodes if packages[key]["name"] in OURS]
    found = set()
    while waiting:
        key = waiting.pop()
        if key in found:
            continue
        found.add(key)
        for needed in nodes[key]["deps"]:
            if any(kind["kind"] is None for kind in needed["dep_kinds"]):
                waiting.append(needed["pkg"])
    linked = [packages[key] for key in found if packages[key]["name"] not in OURS]
    return sorted(linked, key=lambda package: (package["name"], package["version"]))


def texts(package):
    folder = pathlib.Path(package["manifest_path"]).parent
    files = [path for path in sorted(folder.iterdir()) if path.is_file()]
    return [path for path in files if path.name.lower().startswith(TEXTS)]


def main():
    sys.stdout.reconfigure(encoding="utf-8")
    unnamed = []
    for package in crates(sys.argv[1]):
        licence = package["license"] or package["license_file"]
        if not licence:
            unnamed.append(package["name"])
            continue
        print("=" * 100)
        print(package["name"], package["version"], "-", licence)
        for path in texts(package):
            print("-" * 100)
            print(path.read_text(encoding="utf-8", errors="replace").rstrip())
    if unnamed:
        sys.exit("no licence is stated by " + ", ".join(unnamed))


main()
