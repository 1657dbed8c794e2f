"""What `produce` reads: JSON, CSV, plain text, HTML and feeds, as records with their keys, or the reason why not.

In come paths (or `-`) and how to read them, out `Item`s in the order of the files. `reading` holds the vocabulary,
`adapting` makes articles of other people's fields; each of the other modules reads one kind of file into `Found`s. Only
the commands import it, from here.
"""

from streams.cli.sources.reading import FORMATS, STDIN, Format, Item, Reading, open_file
from streams.cli.sources.walk import read_source

__all__ = ["FORMATS", "STDIN", "Format", "Item", "Reading", "open_file", "read_source"]
