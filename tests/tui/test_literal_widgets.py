"""No widget, title, notification or option is handed a text in which markup would be looked for."""

from pathlib import Path

import pytest

import recover.tui
from tests.tui.literal import bare_texts

ROOT = Path(recover.tui.__file__).parent
"""Where the screens are."""


def test_no_text_is_handed_to_a_widget_as_markup() -> None:
    """Every one is a constant, is `Content`, or is told that it holds no markup."""
    files = sorted(ROOT.rglob("*.py"))
    sources = {str(file.relative_to(ROOT)): file.read_text("utf-8") for file in files}
    found = [bare for file, source in sources.items() for bare in bare_texts(source, file)]

    assert len(files) > 100
    assert [str(each) for each in found] == []


@pytest.mark.parametrize(
    "planted",
    [
        "yield Static(promise.what)",
        'yield Static(f"{name} is here")',
        'yield Label("To " + name, id="to")',
        "self.notify(str(error))",
        "self.notify(text, markup=True)",
        "self.app.notify(text, title=name)",
        "box.border_title = self._heading",
        'box.border_subtitle = f"{count}"',
        "self.title = incident.title",
        "widget.tooltip = text",
        'self.query_one("#text", Static).update(text)',
        'self.query_one("#text", Static).update(printable(text))',
        "options.add_option(Option(text))",
        "OptionList(text, 'one')",
        "table.add_row('1', text)",
        "tree.root.add_leaf(text)",
        "Button(label=text)",
        "yield Hit(score, matcher.highlight(title), act)",
        "yield DiscoveryHit(title, act)",
        "Static(Content.from_markup(text))",
        "Static(' '.join(parts))",
        "Static('constant [b]with markup')",
        "Static(text if here else plain(text))",
        "shown = text\nStatic(shown)",
        "shown = plain(text)\nshown = text\nStatic(shown)",
        "Static(escape(text))",
    ],
)
def test_a_planted_text_is_found(planted: str) -> None:
    """Whatever the text comes from; with the file and the line."""
    body = planted.replace("\n", "\n    ")
    source = f"class Screen:\n  def show(self, text, name):\n    {body}\n"
    found = bare_texts(source, "planted.py")

    assert found
    assert str(found[0]).startswith(f"planted.py:{3 + planted.count(chr(10))}: ")


@pytest.mark.parametrize(
    "harmless",
    [
        "yield Static('Who is it', id='label')",
        "yield Static(id='text')",
        "yield Static(plain(text))",
        "yield Static(Content(text))",
        "yield Static(text, markup=False)",
        "self.notify(f'Kept: {text}', markup=False)",
        "box.border_title = plain(self._heading)",
        "widget.update(Content('\\n').join(rows))",
        "widget.update(Content.assemble((text, 'bold'), text))",
        "widget.update(self._drawn())",
        "shown = plain(text)\nStatic(shown)",
        "names.update({'a': text})",
    ],
)
def test_what_is_literal_is_left_alone(harmless: str) -> None:
    """Constants, content, and what says that it holds no markup."""
    body = harmless.replace("\n", "\n    ")
    drawn = "  def _drawn(self) -> Content: ..."
    source = f"class Screen:\n  def show(self, text):\n    {body}\n{drawn}\n"

    assert bare_texts(source, "harmless.py") == []
