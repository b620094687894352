"""A print room of its own: CUPS on a loopback port, with IPP printers behind it that keep what they were sent.

Nothing of the computer's own print service is touched: configuration, spool and state are in a temporary folder.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

PATH = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
PACKAGES = {
    "cupsd": "cups",
    "lpadmin": "cups-client",
    "ippeveprinter": "cups-ipp-utils",
    "avahi-daemon": "avahi-daemon",
    "dbus-daemon": "dbus",
}

CUPS_FILES = """
ServerRoot {0}/etc
StateDir {0}/run
CacheDir {0}/cache
RequestRoot {0}/spool
TempDir {0}/spool/tmp
Printcap
DataDir /usr/share/cups
ServerKeychain {0}/etc/ssl
AccessLog {0}/log/access
ErrorLog {0}/log/error
PageLog {0}/log/page
SystemGroup root lpadmin
"""
CUPSD = """
Listen 127.0.0.1:{port}
LogLevel info
Browsing No
WebInterface No
DefaultAuthType None
<Location />
  Order allow,deny
  Allow 127.0.0.1
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow 127.0.0.1
  </Limit>
</Policy>
"""
DBUS = """<busconfig>
  <type>session</type>
  <listen>unix:path={0}/bus</listen>
  <policy context="default">
    <allow user="*"/> <allow own="*"/> <allow send_destination="*"/> <allow eavesdrop="true"/>
  </policy>
</busconfig>
"""
READY = "Server startup complete"
AVAHI = """[server]
host-name=print-room
use-ipv6=no
allow-interfaces=lo
[publish]
disable-publishing=yes
"""


@dataclass
class PrintRoom:
    """The running service: `server` is what CUPS_SERVER names, `spools` where each queue's printer keeps its jobs."""

    server: str
    spools: dict[str, Path] = field(default_factory=dict)

    def run(self, *command: str) -> str:
        """One of the CUPS programs, against this service; gives what it printed."""
        environment = {**os.environ, "CUPS_SERVER": self.server, "PATH": PATH, "LC_ALL": "C"}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30, check=False)
        assert done.returncode == 0, f"{' '.join(command)}: {done.stderr}"
        return done.stdout

    def received(self, queue: str) -> list[Path]:
        """What the printer itself got, oldest first."""
        return sorted(self.spools[queue].glob("*.pdf"), key=lambda path: int(path.name.partition("-")[0]))


@contextmanager
def print_room(printers: dict[str, str]) -> Iterator[PrintRoom]:
    """Start all of it with these queues (name -> the printer's attributes), and end all of it."""
    missing = [package for program, package in PACKAGES.items() if not shutil.which(program, path=PATH)]
    if missing:
        # These are system programs that pip cannot bring; `build/run.py test` installs them where it may.
        pytest.skip("needs the packages " + " ".join(missing))
    with ExitStack() as room:
        folder = Path(tempfile.mkdtemp(prefix="print-room-"))
        room.callback(shutil.rmtree, folder, ignore_errors=True)
        folder.chmod(0o755)
        environment = {**os.environ, "PATH": PATH, "LC_ALL": "C", **_name_service(room, folder)}
        service = PrintRoom(_cupsd(room, folder, environment))
        for name, attributes in printers.items():
            service.spools[name] = folder / f"printed-{name}"
            port = _ipp_printer(room, folder, name, attributes, environment)
            service.run("lpadmin", "-p", name, "-E", "-v", f"ipp://127.0.0.1:{port}/ipp/print", "-m", "everywhere")
            until(lambda name=name: "PageSize" in service.run("lpoptions", "-p", name, "-l"), f"the papers of {name}")  # type: ignore[misc]
        yield service


def label_printer(sizes: Sequence[tuple[float, float]], custom: bool) -> str:
    """The attributes of a thermal printer of 203 dpi that takes these sizes, in millimetres; the first is loaded."""

    def collection(width: float, height: float) -> str:
        margins = " ".join(f"MEMBER integer media-{side}-margin 0" for side in ("bottom", "left", "right", "top"))
        size = f"MEMBER integer x-dimension {width * 100:.0f} MEMBER integer y-dimension {height * 100:.0f}"
        return f"{{ MEMBER collection media-size {{ {size} }} {margins} MEMBER keyword media-source main }}"

    names = [f"custom_{w:g}x{h:g}mm_{w:g}x{h:g}mm" for w, h in sizes]
    boxes = [
        f"{{ MEMBER integer x-dimension {w * 100:.0f} MEMBER integer y-dimension {h * 100:.0f} }}" for w, h in sizes
    ]
    if custom:
        names += ["custom_min_20x20mm", "custom_max_108x300mm"]
        boxes.append("{ MEMBER rangeOfInteger x-dimension 2000-10800 MEMBER rangeOfInteger y-dimension 2000-30000 }")
    first = collection(*sizes[0])
    return f"""
ATTR textWithoutLanguage printer-make-and-model "Label printer 203dpi"
ATTR keyword media-supported {",".join(names)}
ATTR keyword media-default {names[0]}
ATTR keyword media-ready {names[0]}
ATTR collection media-size-supported {",".join(boxes)}
ATTR collection media-col-database {",".join(collection(*size) for size in sizes)}
ATTR collection media-col-default {first}
ATTR collection media-col-ready {first}
ATTR keyword media-col-supported media-bottom-margin,media-left-margin,media-right-margin,media-top-margin,media-size
ATTR integer media-bottom-margin-supported 0
ATTR integer media-left-margin-supported 0
ATTR integer media-right-margin-supported 0
ATTR integer media-top-margin-supported 0
ATTR keyword media-source-supported main
ATTR keyword print-color-mode-supported monochrome
ATTR keyword print-color-mode-default monochrome
ATTR keyword print-scaling-supported auto,auto-fit,fill,fit,none
ATTR keyword print-scaling-default auto
ATTR resolution printer-resolution-supported 203dpi
ATTR resolution printer-resolution-default 203dpi
ATTR resolution pwg-raster-document-resolution-supported 203dpi
ATTR keyword pwg-raster-document-type-supported black_1,sgray_8
ATTR rangeOfInteger copies-supported 1-99
ATTR integer copies-default 1
ATTR mimeMediaType document-format-supported application/octet-stream,application/pdf,image/pwg-raster
ATTR mimeMediaType document-format-default application/octet-stream
ATTR keyword job-creation-attributes-supported copies,media,media-col,print-scaling,job-name,document-format
"""


def until(fact: Callable[[], bool], what: str, seconds: float = 30) -> None:
    """Wait for a fact of another process."""
    deadline = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < deadline, f"waited {seconds} s for {what}"
        time.sleep(0.05)


def _name_service(room: ExitStack, folder: Path) -> dict[str, str]:
    """An IPP printer refuses to start without Avahi on D-Bus, even when told not to advertise itself."""
    (folder / "dbus.conf").write_text(DBUS.format(folder))
    (folder / "avahi.conf").write_text(AVAHI)
    bus = {"DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={folder}/bus"}
    environment = {**os.environ, "PATH": PATH, **bus}
    _start(room, folder, environment, "dbus-daemon", f"--config-file={folder}/dbus.conf", "--nofork", "--nopidfile")
    until((folder / "bus").exists, "the message bus")
    options = ["-f", f"{folder}/avahi.conf", "--no-drop-root", "--no-chroot", "--no-rlimits"]
    for attempt in range(20):
        log = folder / f"avahi-{attempt}.log"
        daemon = _start(room, folder, environment, "avahi-daemon", *options, log=log.name)
        until(lambda: daemon.poll() is not None or READY in log.read_text(), "the name service")  # noqa: B023
        if daemon.poll() is None:
            # Its one pid file for the whole computer would keep another print room from having a daemon of its own.
            Path("/run/avahi-daemon/pid").unlink(missing_ok=True)
            return bus
        time.sleep(0.1)
    return {}  # the computer's own Avahi keeps ours from starting, and serves as well


def _cupsd(room: ExitStack, folder: Path, environment: dict[str, str]) -> str:
    for part in ("etc/ppd", "run", "cache", "spool/tmp", "log"):
        (folder / part).mkdir(parents=True)
    port = _free_port()
    files = CUPS_FILES.format(folder)
    if os.geteuid() == 0:
        files += "User lp\nGroup lp\n"
    (folder / "etc/cups-files.conf").write_text(files)
    (folder / "etc/cupsd.conf").write_text(CUPSD.format(port=port))
    if os.geteuid() == 0:
        for path in [folder, *folder.rglob("*")]:
            shutil.chown(path, "lp", "lp")
    _start(
        room,
        folder,
        environment,
        "cupsd",
        "-f",
        "-c",
        f"{folder}/etc/cupsd.conf",
        "-s",
        f"{folder}/etc/cups-files.conf",
    )
    until(lambda: _listens(port), "CUPS")
    return f"127.0.0.1:{port}"


def _ipp_printer(room: ExitStack, folder: Path, name: str, attributes: str, environment: dict[str, str]) -> int:
    port = _free_port()
    conf, spool = folder / f"{name}.conf", folder / f"printed-{name}"
    conf.write_text(attributes)
    spool.mkdir()
    # Without a command it plays a slow printer and sleeps for some seconds on each job.
    options = ["-k", "-d", str(spool), "-p", str(port), "-r", "off", "-c", shutil.which("true") or "true", "-vvv"]
    _start(room, folder, environment, "ippeveprinter", "-a", str(conf), *options, name, log=f"{name}.log")
    until(lambda: _listens(port), f"the printer {name}")
    return port


def _start(
    room: ExitStack, folder: Path, environment: dict[str, str], program: str, *options: str, log: str = ""
) -> subprocess.Popen[bytes]:
    """Start a program that stays; the room ends it when it closes, whatever happened in between."""
    output = room.enter_context((folder / (log or f"{program}.log")).open("wb"))
    process = subprocess.Popen(
        [program, *options], env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
    )

    def end() -> None:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    room.callback(end)
    return process


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
