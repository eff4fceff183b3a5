"""Outages: between client and backend stands a proxy that refuses, answers 503, 429, 413, garbage or HTML, or resets, for seconds at a time.

Each kind of outage has a client of its own, all at once, against one backend. Nothing is lost or doubled, each ledger balances, and back-off is
respected: the requests during an outage are counted.
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

MAX_BODY = 4096  # bytes of a request body that the backend with the small limit takes


class Proxy:
    """Forwards to the server, or misbehaves as `mode` says. Counts requests by mode."""

    def __init__(self, target_port, mode, port=0):
        self.target_port = target_port
        self.mode = mode
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
                if mode == "pass" or (mode == "413" and len(body) <= MAX_BODY):
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
                    "429": (429, {"Retry-After": "2"}, b"{}"),
                    "413": (413, {}, b"{}"),
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
            allow_reuse_address = True

            def handle_error(self, *_):
                pass

        self.server = QuietServer(("127.0.0.1", port), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


class Outage:
    """One client that lives through one kind of outage."""

    def __init__(self, options, server, work, mode):
        self.options, self.mode, self.server = options, mode, server
        self.count = int(options.rate * (options.seconds + 1))
        if mode == "refused":  # nobody listens on the port until the outage is over
            with socket.socket() as reserved:
                reserved.bind(("127.0.0.1", 0))
                self.port = reserved.getsockname()[1]
            url = f"http://127.0.0.1:{self.port}"
        else:
            self.proxy = Proxy(server.port, mode)
            url = self.proxy.url
        self.process = rig.send(options, url, work / mode, "--flush", "--timeout", "120", "--flush-interval", "1000")
        self.thread = threading.Thread(target=self.live)
        self.thread.start()

    def live(self):
        begin = time.monotonic()
        for n in range(self.count):
            properties = {"mode": self.mode, "n": n, "words": "fill " * random.randrange(1, 30)}
            self.process.stdin.write((json.dumps({"event": "numbered", "properties": properties}) + "\n").encode())
            if n % max(1, self.options.rate // 20) == 0:
                self.process.stdin.flush()
                time.sleep(1 / 20)
            if time.monotonic() - begin > self.options.seconds:
                self.recover()
        self.process.stdin.close()
        self.recover()
        self.out, self.err = self.process.stdout.read().decode(), self.process.stderr.read().decode()
        self.process.wait(150)

    def recover(self):
        if self.mode == "413":
            return  # the limit stays; batches get smaller
        if self.mode == "refused":
            if not hasattr(self, "proxy"):
                self.proxy = Proxy(self.server.port, "pass", self.port)
        else:
            self.proxy.mode = "pass"

    def check(self, arrived):
        requests, times = self.proxy.requests[self.mode], self.proxy.times[self.mode]
        print(f"{self.mode}: {requests} requests while it lasted, {self.proxy.requests['pass']} after it, {len(arrived)} events arrived", flush=True)
        rig.check(self.process.returncode == 0, f"{self.mode}: docent send ended with {self.process.returncode}: {self.err[-2000:]}")
        ledger = json.loads(self.out.strip().splitlines()[-1])
        rig.check(len(arrived) == self.count and max(arrived.values()) == 1, f"{self.mode}: not every event arrived exactly once")
        rig.check(ledger == {"accepted": self.count, "delivered": self.count, "pending": 0, "dropped": {}}, f"{self.mode}: ledger {ledger}")
        if self.mode in ("refused", "413"):
            return
        rig.check(requests >= 1, f"{self.mode}: no request met the outage")
        # Full jitter over 1 s, 2 s, 4 s, …: about 3 attempts in the first 7 s; and up to 4 requests may have been in flight when it began.
        rig.check(requests <= 4 + 2 * self.options.seconds, f"{self.mode}: {requests} requests: the back-off is not respected")
        if self.mode == "429":
            gaps = [later - earlier for earlier, later in zip(times, times[1:])]
            rig.check(all(gap >= 1.9 or gap < 0.5 for gap in gaps), f"Retry-After: 2 was not respected: {gaps}")


def main():
    options = rig.arguments(__doc__, seconds=6.0, rate=500)
    modes = ["refused", "503", "429", "413", "reset", "stored_then_reset", "html", "empty", "garbage", "500"]
    with rig.Workspace() as work, rig.Server(options.server, work / "server") as server:
        outages = [Outage(options, server, work, mode) for mode in modes]
        for outage in outages:
            outage.thread.join()
        arrived = collections.defaultdict(collections.Counter)
        for row in server.export():
            properties = rig.event_of(row)["properties"]
            arrived[properties["mode"]][properties["n"]] += 1
        for outage in outages:
            outage.check(arrived[outage.mode])


if __name__ == "__main__":
    main()
