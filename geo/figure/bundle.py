"""One classic script from ES modules, for pages that open from a disk and for streamlit-folium.

The rules are few, and whatever breaks them is an error. A module imports names, from files
beside it (`import { toDay } from "./days.js";`), and exports what it declares by `const`,
`function` or `class`; no module needs itself. Each becomes a function that runs once, after
those that it needs, and gives back what it exports. Comments are left out, and what else only
readers of the source need.
"""

from pathlib import Path

import minify_html
import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

PARSER = Parser(Language(tree_sitter_javascript.language()))
SCOPES = (
    "arrow_function",
    "function_declaration",
    "function_expression",
    "generator_function",
    "generator_function_declaration",
    "method_definition",
)


class BundleError(ValueError):
    """A module that can't be bundled; the message names file, line, and what is expected."""


def bundle_modules(entry: str | Path, name: str) -> str:
    """Bundle a module and all that it needs as the text of a classic script.

    What `entry` exports is added to the global object `window[name]`. Raises BundleError for
    source that can't be parsed, for an import or export of another form, for a name that no
    module exports, and for modules that need each other in a circle.
    """
    modules: dict[Path, _Module] = {}
    _collect(Path(entry).resolve(), modules, ())
    called = {path: f"${number}" for number, path in enumerate(modules)}
    parts = [
        f"const {called[path]} = (() => {{\n{_write_body(module, called)}}})();\n"
        for path, module in modules.items()
    ]
    given = f"window.{name} = Object.assign(window.{name} || {{}}, {list(called.values())[-1]});"
    script = _shorten("script", "(() => {\n" + "".join(parts) + given + "\n})();")
    # What shortens takes the modules for modules, which are strict without a word.
    return f'"use strict";{script}\n'


def shorten_style(style: str) -> str:
    """Shorten a style sheet: the same rules without comments and blanks."""
    return _shorten("style", style)


def _shorten(tag: str, text: str) -> str:
    """Shorten a script or style: a tenth less goes over the wire, and less is parsed."""
    page = minify_html.minify(f"<{tag}>{text}</{tag}>", minify_js=True, minify_css=True)
    return page.removeprefix(f"<{tag}>").removesuffix(f"</{tag}>")


class _Module:
    """A parsed module: `imports` pairs files with (exported, local) names; `exports` are names."""

    def __init__(self, path: Path):
        self.path = path
        self.source = path.read_bytes()
        self.exports: list[str] = []
        self.imports: list[tuple[Path, list[tuple[str, str]], Node]] = []
        # Stretches of the source that the bundle leaves out: (first, end, what stands instead).
        self.cuts: list[tuple[int, int, bytes]] = []
        root = PARSER.parse(self.source).root_node
        self._check(root, within=False)
        for node in root.children:
            if node.type == "import_statement":
                self._read_import(node)
            elif node.type == "export_statement":
                self._read_export(node)

    def fail(self, node: Node, expected: str) -> BundleError:
        line = node.start_point[0] + 1
        return BundleError(f"{self.path} line {line}: {self._text(node)!r}; expected {expected}")

    def _text(self, node: Node) -> str:
        return self.source[node.start_byte : node.end_byte].decode("utf-8").split("\n")[0]

    def _check(self, node: Node, within: bool) -> None:
        """Look for what has no place in a bundle; note the comments."""
        if node.type == "ERROR" or node.is_missing:
            raise self.fail(node, "JavaScript")
        if node.type == "comment":
            self._leave_out(node)
        if node.type == "import":
            raise self.fail(node.parent or node, "imports at the top of the module alone")
        if node.type == "meta_property" and self._text(node).startswith("import"):
            raise self.fail(node, "no import.meta, which a classic script does not have")
        if node.type == "await" and not within:
            raise self.fail(node.parent or node, "await within a function alone")
        for child in node.children:
            if node.type != "import_statement":
                self._check(child, within or node.type in SCOPES)

    def _leave_out(self, comment: Node) -> None:
        """Leave a comment out, with its line if it has one to itself."""
        first, end = comment.start_byte, comment.end_byte
        line = self.source.rfind(b"\n", 0, first) + 1
        if not self.source[line:first].strip() and self.source[end : end + 1] == b"\n":
            self.cuts.append((line, end + 1, b""))
        else:
            # What spans lines ends a statement as a line does.
            self.cuts.append((first, end, b"\n" if b"\n" in self.source[first:end] else b" "))

    def _read_import(self, node: Node) -> None:
        expected = 'import { name } from "./file.js"'
        source = node.child_by_field_name("source")
        clause = next((child for child in node.children if child.type == "import_clause"), None)
        if source is None or clause is None or node.named_children != [clause, source]:
            raise self.fail(node, expected)
        if len(clause.named_children) != 1:
            raise self.fail(node, expected)
        (named,) = clause.named_children
        address = self._text(source)[1:-1]
        if named.type != "named_imports" or not address.startswith(("./", "../")):
            raise self.fail(node, expected)
        path = (self.path.parent / address).resolve()
        if not path.is_file():
            raise self.fail(node, f"a file at {path}")
        names = []
        for each in named.named_children:
            if each.type == "import_specifier":
                name, alias = (each.child_by_field_name(field) for field in ("name", "alias"))
                assert name is not None
                names.append((self._text(name), self._text(alias or name)))
        self.imports.append((path, names, node))
        self.cuts.append((node.start_byte, node.end_byte, b""))

    def _read_export(self, node: Node) -> None:
        expected = "export of a const, function or class where it is declared"
        declared = node.child_by_field_name("declaration")
        if declared is None or any(child.type == "default" for child in node.children):
            raise self.fail(node, expected)
        if declared.type in ("function_declaration", "class_declaration"):
            names = [declared.child_by_field_name("name")]
        elif declared.type == "lexical_declaration" and self._text(declared).startswith("const"):
            names = [
                each.child_by_field_name("name")
                for each in declared.named_children
                if each.type == "variable_declarator"
            ]
        else:
            raise self.fail(node, expected)
        for name in names:
            if name is None or name.type != "identifier":
                raise self.fail(node, expected)
            self.exports.append(self._text(name))
        self.cuts.append((node.start_byte, declared.start_byte, b""))


def _collect(path: Path, modules: dict[Path, _Module], above: tuple[Path, ...]) -> None:
    """Add a module to the bundle after all that it needs."""
    if path in modules:
        return
    module = _Module(path)
    for needed, names, node in module.imports:
        if needed in (*above, path):
            raise module.fail(node, "modules that do not need each other in a circle")
        _collect(needed, modules, (*above, path))
        for name, _ in names:
            if name not in modules[needed].exports:
                raise module.fail(node, f"a name that {needed.name} exports, not {name}")
    modules[path] = module


def _write_body(module: _Module, called: dict[Path, str]) -> str:
    imports = [
        "const {{ {} }} = {};".format(
            ", ".join(name if name == local else f"{name}: {local}" for name, local in names),
            called[needed],
        )
        for needed, names, _ in module.imports
    ]
    kept, at = [], 0
    for first, end, instead in sorted(module.cuts):
        # A comment within a stretch that is left out goes with it.
        if first >= at:
            kept += [module.source[at:first], instead]
            at = end
    text = b"".join([*kept, module.source[at:]]).decode("utf-8").strip()
    return "\n".join([*imports, text, f"return {{ {', '.join(module.exports)} }};\n"])
