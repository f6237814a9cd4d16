"""Lets papermill pass parameters to notebooks in Go.

papermill writes parameters as code of the notebook's language, into a cell of its own after the one tagged "parameters", and
has no translator for Go. This module registers one when it is imported, and papermill imports it because it is listed as
an engine in pyproject.toml. As such an engine, `papermill --engine go`, it is papermill's own.

    GoTranslator            papermill's interface
    go_type and go_text     how a value is written in Go
"""

import math
import re

from papermill.models import Parameter
from papermill.translators import Translator, papermill_translators

# Tells the kernel that a name which the session has keeps its type: after `rate := 0.1`, `rate := 1` stores 1.0.
DIRECTIVE = "//regan:parameters"

KEYWORDS = set(
    "break case chan const continue default defer else fallthrough for func go goto if import interface map package range "
    "return select struct switch type var".split()
)


def go_type(value) -> str:
    """The type that a value has in Go where nothing says otherwise."""
    if value is None:
        return "any"
    if isinstance(value, bool):  # before int, of which it is one
        return "bool"
    if isinstance(value, int):
        if -(2**63) <= value < 2**63:
            return "int"
        return "uint64" if 0 <= value < 2**64 else "*big.Int"
    if isinstance(value, float):
        return "float64"
    if isinstance(value, dict):
        return "map[string]any"
    if isinstance(value, (list, tuple)):
        types = [go_type(element) for element in value]
        element = types[0] if types else "any"
        for other in types[1:]:
            element = common_type(element, other)
        return "[]" + element
    return "string"


def common_type(a: str, b: str) -> str:
    """The type of a list's elements of types a and b."""
    if a == b:
        return a
    if {a, b} == {"int", "float64"}:
        return "float64"
    if a.startswith("[]") and b.startswith("[]"):
        return "[]" + common_type(a[2:], b[2:])
    return "any"


def go_text(value, type: str | None = None) -> str:
    """A Go expression for a value; with a type, one that can stand where that type is known."""
    own = go_type(value)
    known = type not in (None, "any")
    if value is None:
        return "nil" if type else "any(nil)"
    if own == "bool":
        return "true" if value else "false"
    if own == "int":
        return str(value)
    if own == "uint64":
        return str(value) if known else f"uint64({value})"
    if own == "*big.Int":
        return f'func() *big.Int {{ n, _ := new(big.Int).SetString("{value}", 10); return n }}()'
    if own == "float64":
        if math.isnan(value):
            return "math.NaN()"
        return repr(value) if math.isfinite(value) else f"math.Inf({'1' if value > 0 else '-1'})"
    if own == "map[string]any":
        return own + "{" + ", ".join(f"{go_string(str(k))}: {go_text(v, 'any')}" for k, v in value.items()) + "}"
    if own.startswith("[]"):
        own = type if known else own
        return own + "{" + ", ".join(go_text(element, own[2:]) for element in value) + "}"
    return go_string(str(value))


ESCAPES = {'"': r"\"", "\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t"}


def go_string(text: str) -> str:
    """A Go string literal. Half a surrogate pair, which UTF-8 cannot express, becomes U+FFFD."""

    def escaped(c: str) -> str:
        if c in ESCAPES:
            return ESCAPES[c]
        if 0xD800 <= ord(c) < 0xE000:
            return r"\ufffd"
        if c.isprintable():
            return c
        return f"\\u{ord(c):04x}" if ord(c) < 0x10000 else f"\\U{ord(c):08x}"

    return '"' + "".join(map(escaped, text)) + '"'


class GoTranslator(Translator):
    @classmethod
    def translate(cls, val):
        return go_text(val)

    @classmethod
    def comment(cls, cmt_str):
        return "\n".join(f"// {line}".rstrip() for line in cmt_str.splitlines())

    @classmethod
    def assign(cls, name, str_val):
        if not name.isidentifier() or name in KEYWORDS:
            raise ValueError(f"the parameter {name!r} is no name in Go; a letter, then letters, digits and _ are right")
        return f"{name} := {str_val}"

    @classmethod
    def codify(cls, parameters, comment="Parameters"):
        lines = [cls.comment(comment), DIRECTIVE]
        lines += [cls.assign(name, cls.translate(value)) for name, value in parameters.items()]
        return "\n".join(lines) + "\n"

    @classmethod
    def inspect(cls, parameters_cell):
        """The variables that the parameters cell defines, each with the comment behind it as help."""
        return list(defined_in(parameters_cell["source"]))


TOKEN = re.compile(
    r"""//[^\n]* | /\*.*?\*/ | "(?:\\.|[^"\\\n])*" | `[^`]*` | '(?:\\.|[^'\\\n])*' | \w+ | .""", re.DOTALL | re.VERBOSE
)


def defined_in(source: str, prefix: str = ""):
    for code, help in statements(source):
        code = prefix + code
        if block := re.fullmatch(r"var\s*\((.*)\)", code, re.DOTALL):
            yield from defined_in(block[1], "var ")
        elif short := re.fullmatch(r"(\w+)\s*:=\s*(.+)", code, re.DOTALL):
            yield Parameter(short[1], type_of(short[2]), short[2], help)
        elif long := re.fullmatch(r"var\s+(\w+)\b\s*([^=]*?)\s*(?:=\s*(.+))?", code, re.DOTALL):
            name, type, default = long.groups()
            yield Parameter(name, type or type_of(default), default or "", help)


def statements(source: str):
    """The statements of a cell, each with the last comment in it, which is taken out. A block's comments stay."""
    code, help, depth = "", "", 0
    for token in TOKEN.findall(source + "\n"):
        if token in ("\n", ";") and depth == 0:
            if code.strip():
                yield code.strip(), help
            code, help = "", ""
            continue
        if token.startswith(("//", "/*")) and not re.match(r"\s*var\s*\(", code):
            help = token.strip("/* ")
            continue
        depth += (token in "([{") - (token in ")]}")
        code += token


def type_of(value: str) -> str:
    """The type of a Go expression as far as its first characters tell; "None" is papermill's word for unknown."""
    for pattern, type in (
        (r"[-+]?\d[\d_]*|[-+]?0[xXbBoO][\da-fA-F_]+", "int"),
        (r"[-+]?(\d[\d_]*\.?\d*|\.\d+)([eE][-+]?\d+)?", "float64"),
        (r"\".*\"|`.*`", "string"),
        (r"true|false", "bool"),
    ):
        if re.fullmatch(pattern, value, re.DOTALL):
            return type
    if composite := re.match(r"((?:\[\w*\]|map\[\w+\])+[\w.*]+)\{", value):
        return composite[1]
    if conversion := re.match(r"(u?int\d*|float\d+|string|bool|any)\(", value):
        return conversion[1]
    return "None"


papermill_translators.register("go", GoTranslator)


def __getattr__(name: str):
    """Papermill's own engine, looked up when it is used: papermill imports this module while it makes its engines."""
    if name not in ("execute_notebook", "nb_kernel_name", "nb_language"):
        raise AttributeError(f"module {__name__} has no attribute {name}")
    from papermill.engines import NBClientEngine

    return getattr(NBClientEngine, name)
