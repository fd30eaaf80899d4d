"""Looking through source for texts that a widget would read as markup."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

CONTENT = frozenset(
    {"Content", "Text", "plain", "Segment", "Strip", "page", "notice_text"}
    | {"Content.assemble", "Content.styled", "Content.from_text", "Content.from_rich_text"}
)
"""What makes content in which nothing is markup."""

PARSED = {
    # A call, and which of its arguments are read as markup when they are bare strings.
    **dict.fromkeys(("Static", "Label", "Button", "Checkbox", "RadioButton", "Link"), (0,)),
    **dict.fromkeys(("Option", "Tab", "TabPane", "Collapsible", "Tree", "Tooltip"), (0,)),
    **dict.fromkeys(("update", "set_prompt", "set_tooltip", "add_option"), (0,)),
    **dict.fromkeys(("add_leaf", "set_label"), (0,)),
    **dict.fromkeys(("replace_option_prompt", "replace_option_prompt_at_index"), (1,)),
    "notify": (0,),
    "DiscoveryHit": (0,),
    "Hit": (1,),
    "add_column": (0,),
    "update_cell": (2,),
    "update_cell_at": (1,),
    "Content.from_markup": (0,),
    "Text.from_markup": (0,),
    "highlight": (0,),
}
EVERY_ARGUMENT = frozenset({"add_row", "add_rows", "add_columns", "add_options", "OptionList"})
"""Calls of which every argument is."""
NAMED = frozenset({"title", "tooltip", "prompt", "label", "content", "renderable", "display"})
"""Arguments by name that are, in a call of `PARSED`."""
ASSIGNED = frozenset({"border_title", "border_subtitle", "tooltip", "title", "sub_title"})
"""Attributes of a widget that are."""


@dataclass(frozen=True, slots=True)
class Bare:
    """A text that is no constant, given to what would look for markup in it."""

    file: str
    line: int
    where: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.where} gets a text that may hold markup"


@dataclass(slots=True)
class Names:
    """What the names of one function are bound to."""

    values: dict[str, list[ast.expr]] = field(default_factory=dict)


def bare_texts(source: str, file: str) -> list[Bare]:
    """Find every text in a module that is neither constant nor content nor told to be literal."""
    return sorted(_found(ast.parse(source), file), key=lambda each: each.line)


def _found(tree: ast.Module, file: str) -> Iterator[Bare]:
    contents = _functions_giving_content(tree)
    for scope in ast.walk(tree):
        if isinstance(scope, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Module)):
            bound = _bound(scope)
            for node in _own(scope):
                for where, value in _texts(node):
                    if not _is_literal(value, bound, contents):
                        yield Bare(file, value.lineno, where)


def _texts(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Give what a statement or call hands to something that reads markup."""
    if isinstance(node, ast.Assign):
        for target in node.targets:
            if isinstance(target, ast.Attribute) and target.attr in ASSIGNED:
                yield target.attr, node.value
    if isinstance(node, ast.Call) and not _is_told(node):
        yield from _handed_over(node)


def _handed_over(call: ast.Call) -> Iterator[tuple[str, ast.expr]]:
    """Give the arguments of a call that are read as markup."""
    name = _name(call.func)
    known = name if name in PARSED else name.rpartition(".")[2]
    if known in EVERY_ARGUMENT:
        yield from ((f"{known}()", each) for each in call.args)
    if known in PARSED:
        places = (place for place in PARSED[known] if place < len(call.args))
        yield from ((f"{known}()", call.args[place]) for place in places)
        words = (word for word in call.keywords if word.arg in NAMED)
        yield from ((f"{known}({word.arg}=)", word.value) for word in words)


def _is_told(call: ast.Call) -> bool:
    """Say whether a call says that nothing in its text is markup."""
    return any(
        word.arg == "markup" and isinstance(word.value, ast.Constant) and word.value.value is False
        for word in call.keywords
    )


def _is_literal(value: ast.expr, bound: "Names", contents: frozenset[str]) -> bool:
    """Say whether a value is a constant without brackets, content, or no text at all."""
    match value:
        case ast.Constant(value=str(text)):
            return "[" not in text
        case ast.Constant() | ast.Dict() | ast.Set():
            return True
        case ast.Call(func=ast.Attribute(attr="join", value=between)):
            return _is_literal(between, bound, contents) and isinstance(between, ast.Call)
        case ast.Call(func=ast.Attribute(attr="stylize" | "truncate" | "append", value=inner)):
            return _is_literal(inner, bound, contents)
        case ast.Call(func=function):
            name = _name(function)
            return name in CONTENT or name.rpartition(".")[2] in contents
        case ast.IfExp(body=one, orelse=other):
            return all(_is_literal(each, bound, contents) for each in (one, other))
        case ast.Name(id=name):
            known = bound.values.get(name, [])
            return bool(known) and all(_is_literal(each, bound, contents) for each in known)
    return False


def _functions_giving_content(tree: ast.Module) -> frozenset[str]:
    """Name the functions of a module that say that they give content."""
    return frozenset(
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and node.returns is not None
        and ast.unparse(node.returns) in ("Content", "Text", "Strip")
    )


def _bound(scope: ast.AST) -> Names:
    """Collect what each name of a scope is given."""
    names = Names()
    for node in _own(scope):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    names.values.setdefault(target.id, []).append(node.value)
        if isinstance(node, (ast.AugAssign, ast.For)) and isinstance(node.target, ast.Name):
            unknown = node.value if isinstance(node, ast.AugAssign) else node.iter
            names.values.setdefault(node.target.id, []).append(ast.Starred(value=unknown))
    return names


def _own(scope: ast.AST) -> Iterator[ast.AST]:
    """Walk over a scope, and not into the functions in it."""
    for child in ast.iter_child_nodes(scope):
        yield child
        if not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield from _own(child)


def _name(node: ast.expr) -> str:
    """Write a called name: `Static`, `Content.styled`, `self.notify`."""
    return ast.unparse(node) if isinstance(node, (ast.Name, ast.Attribute)) else ""
