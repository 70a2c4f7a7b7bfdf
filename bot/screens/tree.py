"""Trees of questions, as editors write them."""

from bot.content.references import branches
from bot.content.tree import Branch, Tree
from bot.screens import places
from bot.screens.draw import draws, find
from bot.screens.evidence import expand, sources
from bot.screens.places import Place
from bot.screens.screen import Button, Row, Screen, bold_lead, lines
from bot.screens.view import View

_PLACES: dict[str, Place] = {
    "advisor": places.Advisor(),
    "phrases": places.Phrases(),
    "glossary": places.Glossary(),
    "human": places.Human(),
    "cards": places.CardKinds(),
    "menu": places.Menu(),
    "operators": places.Operators(),
    "faq": places.Faq(),
}


def target(to: str, tree: str | None = None, operator: str | None = None) -> Place:
    """The place that an editor's `to` means; a bare name is a node of the tree."""
    kind, colon, name = to.partition(":")
    if not colon:
        return _PLACES.get(to) or places.Node(tree or "", to, operator)
    return {
        "topic": places.Topic(name, operator),
        "guide": places.Guide(name, operator),
        "tree": places.Node(name, None, operator),
        "operator": places.Operator(name),
        "card": places.CardKind(name),
        "phrase": places.Phrase(name),
        "letter": places.Letter(name),
    }[kind]


@draws(places.Node)
def node(place: places.Node, view: View) -> Screen:
    tree = find(view.library.trees, place.tree)
    name = place.node or tree.root
    found = find(tree.nodes, name)
    text, facts = expand(found.text[view.language], view, place.operator)
    rows = tuple((_button(branch, place, view, tree),) for branch in found.buttons)
    evidence = sources(facts, view)
    said = lines(bold_lead(text), f"\n{evidence}" if evidence else "")
    return Screen(said, (*rows, *_back(tree, name, place, view), view.menu))


def _button(branch: Branch, place: places.Node, view: View, tree: Tree) -> Button:
    own = branch.to in tree.nodes
    below = places.Node(tree.id, branch.to, place.operator)
    return Button(branch.label[view.language], below if own else target(branch.to, tree.id, place.operator))


def _back(tree: Tree, name: str, place: places.Node, view: View) -> tuple[Row, ...]:
    """To the node that leads here; where several do, the first in the file."""
    above = next((parent for parent, _, to in branches(tree) if to == name and parent != name), None)
    if name == tree.root or above is None:
        return ()
    back = places.Node(tree.id, None if above == tree.root else above, place.operator)
    return ((view.button("button.back", back),),)
