"""How static files are served: under names with their content's hash – our scripts' imports too."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = (r"""(?P<matched>(?P<how>from|import) "(?P<url>\./[\w-]+\.js)";)""", '%(how)s "%(url)s";')


class GatheredFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise says no types
    """`from "./store.js"` becomes the hashed name: a page never runs with a module of another release.

    Django can do it for all scripts, but those of others import what they do not bring along.
    """

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("desk/*.js", (IMPORT,)))
