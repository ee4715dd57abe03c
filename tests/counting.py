"""A copy of the package that counts its own work: nothing of it is changed, all of it is watched.

Calls alone would not see a pattern that looks through the same text again and again, a slice of all
that is left, or ``in`` over a list. So the modules are read anew with every loop, call, slice, sum
and comparison handed to a function here that does the same and adds up:

- 1 for each step of a loop and each call;
- for a call of what is written in C, the characters or elements it may look at or makes: of a
  search in a text from where it begins to where it ends, of a match what was matched, of a slice
  or a joined text its length, of ``in`` over a list the elements up to the one that was found;
- for a call of another package the length of the texts it is given.

What it cannot see is how often a pattern turns back inside one call, and how a library treats the
text it is given: the first is for the checks of patterns, both for the clock of a benchmark.
"""

from __future__ import annotations

import ast
import builtins
import collections
import importlib.abc
import importlib.machinery
import re
import sys
import types
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import regex
from lxml import etree

PACKAGE = "cleaner"
_TEXT = (str, bytes, bytearray)
_SIZED = (*_TEXT, list, tuple, dict, set, frozenset, collections.deque)
_PATTERNS = (re.Pattern, regex.Pattern)
_C = (types.BuiltinFunctionType, types.MethodWrapperType, types.WrapperDescriptorType)
_WHOLE = frozenset(
    {list, tuple, dict, set, frozenset, str, bytes, collections.Counter, collections.deque}
)
_NOTHING_READ = frozenset(
    """len isinstance issubclass hasattr getattr setattr iter next id ord chr range zip enumerate
    map filter reversed callable append appendleft get add setdefault keys values items popleft
    discard start end span bisect bisect_left bisect_right islice chain repeat count""".split()
)
_LISTS = (
    "frequencies",
    "frequent",
    "lore",
    "alphabet",
    "spelt",
)  # word lists by language, long to load
_FRAMES = frozenset({"super", "locals", "globals", "vars", "dir", "eval", "exec"})


class Work:
    """How much has been done."""

    done = 0


def _size(value: object) -> int:
    return len(value) if isinstance(value, _SIZED) else 0


def call(function: Callable[..., Any], /, *args: Any, **named: Any) -> Any:
    """Call, and count the call and what it looks at."""
    result = function(*args, **named)
    owner = getattr(function, "__self__", None)
    if isinstance(owner, _PATTERNS):
        Work.done += 1 + _matched(function.__name__, owner, args, named, result)
    elif isinstance(function, _C):
        Work.done += 1 + _builtin(function.__name__, owner, args, result)
    elif isinstance(function, type):
        Work.done += 1 + (sum(map(_size, args)) if function in _WHOLE else 0)
    elif not (getattr(function, "__module__", None) or "").startswith(PACKAGE):
        Work.done += 1 + sum(len(arg) for arg in args if isinstance(arg, _TEXT))
    else:
        Work.done += 1
    return result


def _matched(
    name: str, pattern: Any, args: Sequence[Any], named: dict[str, Any], result: Any
) -> int:
    place = 1 if name in ("sub", "subn") else 0
    text = named.get("string", args[place] if len(args) > place else "")
    if name in ("sub", "subn", "split"):
        start = 0
    else:
        start = named.get("pos", args[1] if len(args) > 1 else 0)
    if name in ("match", "fullmatch"):
        return result.end() - start if result else 1
    if name == "search" and result:
        return int(result.end() - start)
    end = named.get("endpos", args[2] if len(args) > 2 and not place else len(text))
    return max(0, min(len(text), end) - max(0, start))


def _builtin(name: str, owner: object, args: Sequence[Any], result: Any) -> int:
    given = sum(map(_size, args))
    if isinstance(owner, _TEXT):
        return _of_text(name, owner, args, result)
    if isinstance(owner, (list, collections.deque)):
        at_the_end = name in ("append", "extend") or (name == "pop" and args in ((), (-1,)))
        return given * (name == "extend") if at_the_end or name in _NOTHING_READ else len(owner)
    if isinstance(owner, etree._Element) and name == "index":
        return len(owner)
    return 0 if name in _NOTHING_READ or name in ("pop", "popitem", "remove") else given


def _of_text(name: str, text: Any, args: Sequence[Any], result: Any) -> int:
    if name in ("startswith", "endswith"):
        return sum(map(_size, args[:1]))
    if name in ("join", "format"):
        return len(result)
    if name in ("find", "index", "rfind", "rindex", "count"):
        start = args[1] if len(args) > 1 and args[1] is not None else 0
        end = args[2] if len(args) > 2 and args[2] is not None else len(text)
        if name in ("find", "index") and result >= 0:
            end = result + len(args[0])
        if name in ("rfind", "rindex") and result >= 0:
            start = result
        return max(0, min(end, len(text)) - start)
    return len(text)


def loop(items: Iterable[Any]) -> Iterator[Any]:
    """Go through, and count the steps."""
    for item in items:
        Work.done += 1
        yield item


def made(value: Any) -> Any:
    """Count what was put together or cut out."""
    Work.done += _size(value)
    return value


def step(value: Any = None) -> Any:
    """Count one step."""
    Work.done += 1
    return value


def part(owner: Any, key: Any) -> Any:
    """Take an element; those of a tree are counted from the first."""
    if isinstance(owner, etree._Element) and isinstance(key, int):
        Work.done += min(key, len(owner)) if key >= 0 else -key
    return owner[key]


def within(item: Any, group: Any) -> bool:
    """Whether it is in, and how far one has to look."""
    found = item in group
    if isinstance(group, (list, tuple, collections.deque)):
        Work.done += group.index(item) + 1 if found else len(group)
    elif isinstance(group, _TEXT) and not isinstance(item, int):
        Work.done += group.find(item) + len(item) if found else len(group)
    else:
        Work.done += 1
    return found


def same(one: Any, other: Any) -> Any:
    """Whether two are equal; texts of different lengths are told apart at once."""
    if isinstance(one, _SIZED) and isinstance(other, _SIZED) and len(one) == len(other):
        Work.done += len(one)
    return one == other


NAMES = {f"_work_{f.__name__}": f for f in (call, loop, made, step, part, within, same)}


class _Watch(ast.NodeTransformer):
    """Hands over what is to be counted; annotations and decorators are no work."""

    def _to(self, name: str, *args: ast.expr, at: ast.AST) -> ast.Call:
        function = ast.Name(f"_work_{name}", ast.Load())
        return ast.copy_location(ast.Call(function, list(args), []), at)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id in _FRAMES:
            return node
        new = ast.Call(ast.Name("_work_call", ast.Load()), [node.func, *node.args], node.keywords)
        return ast.copy_location(new, node)

    def visit_For(self, node: ast.For) -> ast.AST:
        self.generic_visit(node)
        node.iter = self._to("loop", node.iter, at=node.iter)
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        self.generic_visit(node)
        node.iter = self._to("loop", node.iter, at=node.iter)
        return node

    def visit_While(self, node: ast.While) -> ast.AST:
        self.generic_visit(node)
        node.body.insert(0, ast.copy_location(ast.Expr(self._to("step", at=node)), node))
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        self.generic_visit(node)
        node.body = self._to("step", node.body, at=node.body)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.body = [self.visit(statement) for statement in node.body]
        node.body.insert(0, ast.copy_location(ast.Expr(self._to("step", at=node)), node))
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if node.value:
            node.value = self.visit(node.value)
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        self.generic_visit(node)
        if not isinstance(node.ctx, ast.Load):
            return node
        if isinstance(node.slice, ast.Slice):
            return self._to("made", node, at=node)
        return self._to("part", node.value, node.slice, at=node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        for value in node.values:
            if isinstance(value, ast.FormattedValue):
                value.value = self.visit(value.value)
        return self._to("made", node, at=node)

    def visit_Tuple(self, node: ast.Tuple | ast.List | ast.Set) -> ast.AST:
        self.generic_visit(node)
        starred = any(isinstance(item, ast.Starred) for item in node.elts)
        stored = isinstance(getattr(node, "ctx", None), ast.Store)
        return self._to("made", node, at=node) if starred and not stored else node

    visit_List = visit_Set = visit_Tuple  # noqa: N815 - called so by ast

    def visit_Dict(self, node: ast.Dict) -> ast.AST:
        self.generic_visit(node)
        return self._to("made", node, at=node) if None in node.keys else node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        counted = isinstance(node.op, (ast.Add, ast.Mult, ast.BitAnd, ast.BitOr, ast.Sub))
        return self._to("made", node, at=node) if counted else node

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        node.value = self._to("made", self.visit(node.value), at=node.value)
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        if len(node.ops) > 1:
            return node
        (how,), (right,) = node.ops, node.comparators
        if isinstance(how, (ast.In, ast.NotIn)):
            found = self._to("within", node.left, right, at=node)
        elif isinstance(how, (ast.Eq, ast.NotEq)):
            found = self._to("same", node.left, right, at=node)
        else:
            return node
        if isinstance(how, (ast.NotIn, ast.NotEq)):
            return ast.copy_location(ast.UnaryOp(ast.Not(), found), node)
        return found


def watched(source: str, name: str) -> types.CodeType:
    """The code of a module with all its work counted."""
    tree = _Watch().visit(ast.parse(source, name))
    return compile(ast.fix_missing_locations(tree), name, "exec", dont_inherit=True)


class _Loader(importlib.machinery.SourceFileLoader):
    def get_code(self, fullname: str) -> types.CodeType:
        path = self.get_filename(fullname)
        return watched(self.get_source(fullname) or "", path)


class _Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name: str, path: Any, target: Any = None) -> Any:
        if name.partition(".")[0] != PACKAGE:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec and isinstance(spec.loader, importlib.machinery.SourceFileLoader):
            spec.loader = _Loader(spec.loader.name, spec.loader.path)
        return spec


def watch() -> None:
    """From here on the package is read with its work counted; it must not be loaded yet."""
    if PACKAGE in sys.modules:
        raise RuntimeError("the package is loaded already")
    vars(builtins).update(NAMES)
    sys.meta_path.insert(0, _Finder())


def forget() -> None:
    """Empty what the package remembers and may forget; tables that are loaded once stay."""
    package = [module for name, module in sys.modules.items() if name.startswith(PACKAGE)]
    for value in [value for module in package for value in vars(module).values()]:
        kept = getattr(value, "cache_parameters", None)
        if kept and kept()["maxsize"] is not None and value.__name__ not in _LISTS:
            value.cache_clear()


def counted(work: Callable[[], object]) -> int:
    """How much is done."""
    before = Work.done
    work()
    return Work.done - before
