"""``ittiham fetch-farasa``: QCRI's jars, for the farasapy segmenter."""

from pathlib import Path

import click

__all__ = ["fetch_farasa"]


@click.command("fetch-farasa")
@click.option("--url", required=True, help="Address of QCRI's zip archive, https: or file:.")
@click.option("--sha256", required=True, metavar="HEX", help="SHA-256 that the archive must have.")
@click.option(
    "--dest",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("farasa"),
    show_default=True,
    help="Folder to unpack it into.",
)
def fetch_farasa(url: str, sha256: str, dest: Path) -> None:
    """Download QCRI's own Farasa and unpack it, for ITTIHAM_SEGMENTER=farasapy.

    Nothing is unpacked unless the archive has the SHA-256 given: take both from a source that you trust. Farasa is free
    for research; for other uses QCRI has to be asked.

    \b
    Example:
      ittiham fetch-farasa --url file:///tmp/farasa.zip --sha256 "$(sha256sum < /tmp/farasa.zip | cut -c-64)"
    """
    from streams.segmentation.fetch import FetchError
    from streams.segmentation.fetch import fetch_farasa as fetch

    try:
        jars = fetch(url, sha256, dest)
    except (FetchError, OSError) as error:
        raise click.ClickException(str(error)) from error
    for jar in jars:
        click.echo(jar)
    segmenters = [jar for jar in jars if "segmenter" in jar.name.lower()]
    for jar in segmenters[:1]:
        click.echo(f"Use it with ITTIHAM_SEGMENTER=farasapy ITTIHAM_FARASA_JAR={jar.resolve()}", err=True)
