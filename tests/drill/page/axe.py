"""What axe-core finds wrong for people who do not see, or do not use a mouse."""

from functools import cache
from pathlib import Path

from playwright.async_api import Page as Tab

_RUN = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return [found.passes.length, found.violations.map(one =>
    `${one.id} (${one.impact}): ${one.help}: ` + one.nodes.map(node => node.target.join(" ")).join(", "))];
}"""


@cache
def _source() -> str:
    return (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")


async def violations(tab: Tab) -> list[str]:
    """One line for each rule that the page breaks as it stands now. The page must pass some for it to count."""
    await tab.evaluate(_source())
    passed, broken = await tab.evaluate(_RUN)
    assert passed >= 20, "axe looked at a page"
    return list(broken)
