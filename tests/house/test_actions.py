"""A use-case is one function: authorize, change, record, notify."""

import ast
from collections.abc import Iterator

from tests.house.code import Function, Module, all_keep, caught, modules


def change_before_the_right(module: Module) -> Iterator[tuple[int, str]]:
    """Before `authorize` an action may only look up the thing that the right is asked for, and refuse when it is not there.

    An action that is made of others begins with one of them, which asks for itself.
    """
    if _is_actions(module):
        asking = {"authorize"} | _actions_known_to(module)
        for function in module.functions():
            if not _asks_first(function, asking - {function.name}):
                yield function.lineno, f"{function.name} begins with authorize(actor, Can.…, thing)"


def _is_actions(module: Module) -> bool:
    return module.is_concept and module.path.stem.endswith("actions")


def _actions_known_to(module: Module) -> set[str]:
    own = {function.name for function in module.functions()}
    return own | {name.rpartition(".")[2] for _line, name in module.imports() if "actions." in name}


def _asks_first(function: Function, asking: set[str]) -> bool:
    for step in function.body[1:] if ast.get_docstring(function) else function.body:
        match step:
            case ast.Expr(value=call) | ast.Assign(value=call) | ast.Return(value=call) if _called(call) in asking:
                return True
            case (
                ast.Assign(targets=[ast.Name()])
                | ast.AnnAssign(target=ast.Name())
                | ast.If(body=[ast.Raise()], orelse=[])
            ):
                continue
            case _:
                return False
    return False


def _called(value: ast.expr | None) -> str:
    return ast.unparse(value.func) if isinstance(value, ast.Call) else ""


def test_every_action_begins_by_asking_whether_the_actor_may():
    all_keep(change_before_the_right)
    assert caught(change_before_the_right, "def end(s, a):\n    '''End it.'''\n    s.add(a)\n    authorize(a, 1)") == [
        1
    ]
    assert caught(change_before_the_right, "def end(s, a):\n    a.state = 1\n    authorize(a, 1)") == [1]
    assert caught(change_before_the_right, "def end(s, a):\n    '''End it.'''\n    return None") == [1]
    assert caught(change_before_the_right, "def end(s, a):\n    '''End it.'''\n    authorize(a, 1)") == []
    assert (
        caught(
            change_before_the_right,
            "def end(s, a):\n    b = find(a)\n    if not b:\n        raise A\n    authorize(a, b)",
        )
        == []
    )
    assert (
        caught(change_before_the_right, "from x.actions import shut\ndef end(s, a):\n    shut(s, a)\n    s.add(a)")
        == []
    )
    assert caught(change_before_the_right, "def _own(s):\n    s.add(1)") == []


def test_there_are_actions():
    assert {module.part for module in modules() if _is_actions(module)} != set()
