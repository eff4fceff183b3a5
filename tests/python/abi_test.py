"""The binding declares every exported function, and its structures have the size that the C compiler gives them."""

import ctypes
import pathlib
import subprocess
import sys
import tempfile
import unittest

from docent import _abi

ROOT = pathlib.Path(__file__).parents[2]


class Abi(unittest.TestCase):
    def test_every_exported_function_is_declared_once(self):
        exported = set((ROOT / "tests/package/symbols.txt").read_text().split())
        self.assertEqual(set(_abi.PROTOTYPES), exported)

    def test_structures_are_laid_out_as_in_c(self):
        fields = {
            "docent_property": (_abi.Property, ["key_len", "type", "value"]),
            "docent_event": (_abi.Event, ["name", "properties", "message_id", "timestamp_ms", "critical"]),
            "docent_stats": (_abi.Stats, ["accepted", "bytes_sent", "delivery_state", "next_attempt_ms"]),
        }
        lines = ["#include <stdio.h>", "#include <docent/docent.h>", "int main(void) {"]
        wanted = []
        for name, (structure, members) in fields.items():
            lines.append(f'printf("%zu\\n", sizeof({name}));')
            wanted.append(ctypes.sizeof(structure))
            for member in members:
                lines.append(f'printf("%zu\\n", offsetof({name}, {member}));')
                wanted.append(getattr(structure, member).offset)
        lines.append(f'printf("%d\\n", DOCENT_ABI_VERSION == {_abi.ABI_VERSION}); return 0; }}')
        with tempfile.TemporaryDirectory() as folder:
            program = pathlib.Path(folder) / "layout"
            compiler = ["cc", "-x", "c", "-", f"-I{ROOT / 'sdk/include'}", "-o", str(program)]
            subprocess.run(compiler, input="\n".join(lines), text=True, check=True)
            printed = subprocess.run([str(program)], capture_output=True, text=True, check=True).stdout.split()
        self.assertEqual([int(number) for number in printed], [*wanted, 1])


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
