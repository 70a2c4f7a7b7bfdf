"""Trees of questions, as editors write them."""

from bot.content.references import branches
from bot.content.tree import Branch, Tree
from bot.screens import routes
from bot.screens.composing import fitted
from bot.screens.evidence import expand
from bot.screens.render_context import RenderContext, find
from bot.screens.screen import Button, Row, Screen
from bot.screens.targets import target


def node(route: routes.NodeRoute, view: RenderContext) -> Screen:
    tree = find(view.library.trees, route.tree)
    name = route.node or tree.root
    found = find(tree.nodes, name)
    text, facts = expand(found.text[view.language], view, route.operator)
    rows = tuple((_button(branch, route, view, tree),) for branch in found.buttons)
    return Screen(fitted(text, facts).text(view), (*rows, (*_back(tree, name, route, view), view.home)))


def _button(branch: Branch, route: routes.NodeRoute, view: RenderContext, tree: Tree) -> Button:
    own = branch.to in tree.nodes
    below = routes.NodeRoute(tree.id, branch.to, route.operator)
    return Button(branch.label[view.language], below if own else target(branch.to, tree.id, route.operator))


def _back(tree: Tree, name: str, route: routes.NodeRoute, view: RenderContext) -> Row:
    """To the node that leads here; where several do, the first in the file."""
    above = next((parent for parent, _, to in branches(tree) if to == name and parent != name), None)
    if name == tree.root or above is None:
        return ()
    back = routes.NodeRoute(tree.id, None if above == tree.root else above, route.operator)
    return (view.button("button.back", back),)
