"""What the tests of the binding share: a strategy with a tip and a recommendation, and clients in a directory of their own."""

import shutil
import tempfile
import unittest

import docent

STRATEGY = {
    "schemaVersion": 1,
    "product": "test",
    "version": 1,
    "locales": {"default": "en"},
    "features": [{"id": "export"}],
    "campaigns": [
        {
            "id": "tip",
            "type": "tip",
            "triggers": [{"event": "go"}],
            "content": {
                "text": {"en": {"title": "Title", "body": "Body"}},
                "actions": [{"id": "try", "action": "focus:toolbar", "text": {"en": "Try"}}],
            },
        },
        {
            "id": "rec",
            "type": "recommendation",
            "slot": "home",
            "candidates": [{"feature": "export", "score": 2, "text": {"en": {"title": "Export", "body": "b"}}}],
        },
    ],
}


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="docent-python-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def client(self, **options):
        options = {"data_dir": self.folder, "consent": docent.Consent.ALL, "sessions": False, **options}
        client = docent.Client("test", **options)
        self.addCleanup(client.close)
        return client
