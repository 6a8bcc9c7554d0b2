"""`python -m modiste.sandbox --catalogue street.json --port 8700 --chaos ebay=hang`: the street until Ctrl-C."""

import asyncio
from pathlib import Path

import click

from modiste.sandbox.catalogue import read_catalogue
from modiste.sandbox.chaos import Chaos
from modiste.sandbox.server import open_stalls, street_open
from modiste.sandbox.stall import Stall
from modiste.sandbox.street import SHOPS
from modiste.sandbox.until import Ending

NAMES = [shop.name for shop in SHOPS]


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--catalogue", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--port", default=8700, show_default=True, type=click.IntRange(1, 65535 - len(SHOPS)))
@click.option("--chaos", multiple=True, metavar="SHOP=MODE", help=f"One of {', '.join(Chaos)}.")
@click.option("--quota", multiple=True, metavar="SHOP=CALLS", help="What a shop's interface answers in a day.")
@click.option("--pictures", default="", metavar="URL", help="Where the catalogue's pictures hang.")
@click.option("--until-stdin-closes", is_flag=True, help="End with the process that holds the other end of it.")
def main(
    catalogue: Path, port: int, chaos: tuple[str, ...], quota: tuple[str, ...], pictures: str, until_stdin_closes: bool
) -> None:
    """Open the street of shops on loopback, one port a shop."""
    stalls = open_stalls(read_catalogue(catalogue, pictures=pictures), port)
    for name, value in _pairs("--chaos", chaos):
        if value not in set(Chaos):
            raise click.BadParameter(f"{value!r} is none of {', '.join(Chaos)}", param_hint="--chaos")
        stalls[name].chaos = Chaos(value)
    for name, value in _pairs("--quota", quota):
        if not value.isdecimal():
            raise click.BadParameter(f"{value!r} is no number of calls", param_hint="--quota")
        stalls[name].meter.per_day = int(value)
    asyncio.run(_serve(stalls, port, until_stdin_closes=until_stdin_closes))


def _pairs(option: str, given: tuple[str, ...]) -> list[tuple[str, str]]:
    pairs = [entry.partition("=") for entry in given]
    unknown = [name for name, _, _ in pairs if name not in NAMES]
    if unknown:
        raise click.BadParameter(f"{unknown[0]!r} is none of {', '.join(NAMES)}", param_hint=option)
    return [(name, value) for name, _, value in pairs]


async def _serve(stalls: dict[str, Stall], port: int, *, until_stdin_closes: bool) -> None:
    ending = Ending(until_stdin_closes=until_stdin_closes)
    async with street_open(stalls, port):
        for stall in stalls.values() if not until_stdin_closes else ():
            click.echo(f"{stall.shop.title:<18} {stall.url}")
        await ending.wait()


if __name__ == "__main__":
    main()
