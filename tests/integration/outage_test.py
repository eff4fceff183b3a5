"""Outages: between client and backend stands a proxy that refuses, answers 503, 429, 413, garbage or HTML, or resets, for seconds at a time.

Nothing is lost or doubled, the ledger balances, and back-off is respected: the requests during an outage are counted.
"""

import collections
import http.client
import http.server
import json
import random
import socket
import struct
import threading
import time

import rig


class Proxy:
    """Forwards to the server, or misbehaves as `mode` says. Counts requests by mode."""

    def __init__(self, target_port):
        self.target_port = target_port
        self.mode = "pass"
        self.requests = collections.Counter()
        self.times = collections.defaultdict(list)
        proxy = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_GET(self):
                self.handle_request(b"")

            def do_POST(self):
                self.handle_request(self.rfile.read(int(self.headers.get("Content-Length", 0))))

            def handle_request(self, body):
                mode = proxy.mode
                if self.path.startswith("/v1/batch"):
                    proxy.requests[mode] += 1
                    proxy.times[mode].append(time.monotonic())
                if mode == "pass":
                    return self.forward(body)
                if mode == "reset":
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    self.connection.close()
                    self.close_connection = True
                    return None
                if mode == "stored_then_reset":  # the worst case: the backend has it, the client can't know
                    self.forward(body, answer=False)
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    self.connection.close()
                    self.close_connection = True
                    return None
                status, headers, reply = {
                    "503": (503, {}, b"{}"),
                    "429": (429, {"Retry-After": "1"}, b"{}"),
                    "500": (500, {}, b"oops"),
                    "html": (200, {"Content-Type": "text/html"}, b"<html><body>Please log in</body></html>"),
                    "empty": (200, {}, b""),
                    "garbage": (200, {"Content-Type": "application/json"}, b'{"success":tr'),
                }[mode]
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply)))
                self.end_headers()
                self.wfile.write(reply)
                return None

            def forward(self, body, answer=True):
                upstream = http.client.HTTPConnection("127.0.0.1", proxy.target_port, timeout=30)
                headers = {k: v for k, v in self.headers.items() if k.lower() not in ("host", "connection")}
                upstream.request(self.command, self.path, body, headers)
                reply = upstream.getresponse()
                data = reply.read()
                upstream.close()
                if not answer:
                    return
                self.send_response(reply.status)
                for name in ("Content-Type", "ETag", "Retry-After"):
                    if reply.getheader(name):
                        self.send_header(name, reply.getheader(name))
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

        class QuietServer(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                pass

        self.server = QuietServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def feed(process, count, rate):
    for n in range(count):
        process.stdin.write((json.dumps({"event": "numbered", "properties": {"n": n, "words": "fill " * random.randrange(1, 30)}}) + "\n").encode())
        if n % max(1, rate // 50) == 0:
            process.stdin.flush()
            time.sleep(1 / 50)
    process.stdin.close()


def main():
    options = rig.arguments(__doc__, seconds=4.0, rate=1000)
    modes = ["503", "429", "reset", "stored_then_reset", "html", "empty", "garbage", "500"]
    with rig.Workspace() as work, rig.Server(options.server, work / "server") as server:
        proxy = Proxy(server.port)
        count = int(options.rate * (options.seconds * len(modes) + 2))
        process = rig.send(options, proxy.url, work / "client", "--flush", "--timeout", "120", "--flush-interval", "1000")
        feeder = threading.Thread(target=feed, args=(process, count, options.rate))
        feeder.start()
        for mode in modes:
            proxy.mode = mode
            time.sleep(options.seconds)
            print(f"{mode}: {proxy.requests[mode]} requests in {options.seconds:.0f} s", flush=True)
        proxy.mode = "pass"
        feeder.join()
        out, err = process.stdout.read().decode(), process.stderr.read().decode()
        process.wait(150)
        rig.check(process.returncode == 0, f"docent send ended with {process.returncode}: {err[-2000:]}")
        ledger = json.loads(out.strip().splitlines()[-1])
        arrived = collections.Counter(rig.event_of(row)["properties"]["n"] for row in server.export())
        print(f"{count} offered, {len(arrived)} arrived, ledger {json.dumps(ledger)}, requests {dict(proxy.requests)}")
        rig.check(len(arrived) == count and max(arrived.values()) == 1, "not every event arrived exactly once")
        rig.check(ledger["accepted"] == count == ledger["delivered"] and ledger["pending"] == 0, "the ledger does not balance")
        outage = sum(n for mode, n in proxy.requests.items() if mode != "pass")
        # One outage of all modes in a row: 1 s base, full jitter, doubling; four may be in flight when it begins.
        rig.check(outage <= 20, f"{outage} requests during an outage of {options.seconds * len(modes):.0f} s: the back-off is not respected")


if __name__ == "__main__":
    main()
