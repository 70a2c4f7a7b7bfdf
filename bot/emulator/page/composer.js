// The field where one writes, and the list of commands above it.

import { element } from "./render.js";

export function composer({ field, form, list, slash, sendButton, onSend, onUp }) {
  let commands = [];
  let chosen = -1;
  let shown = [];

  function fit() {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
    sendButton.disabled = !field.value.trim();
  }

  function open(matching) {
    shown = matching;
    chosen = -1;
    list.replaceChildren(...shown.map((command, index) => {
      const item = element("li", { role: "option", id: `command-${index}`, "aria-selected": "false" },
        element("b", {}, `/${command.command}`), element("span", {}, command.description));
      item.addEventListener("pointerdown", (event) => event.preventDefault());
      item.addEventListener("click", () => take(index));
      return item;
    }));
    list.hidden = !shown.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    field.removeAttribute("aria-activedescendant");
  }

  const close = () => open([]);

  function choose(index) {
    chosen = (index + shown.length) % shown.length;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === chosen)));
    list.children[chosen].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", `command-${chosen}`);
  }

  function take(index) {
    const { command } = shown[index];
    field.value = "";
    close();
    fit();
    field.focus();
    onSend(`/${command}`);
  }

  function suggest() {
    const typed = /^\/(\w*)$/.exec(field.value);
    open(typed ? commands.filter(({ command }) => command.startsWith(typed[1].toLowerCase())) : []);
  }

  async function submit() {
    const text = field.value.trim();
    if (!text) return;
    field.value = "";
    close();
    fit();
    if (!(await onSend(text)) && !field.value) {
      field.value = text;
      fit();
    }
  }

  function onListKey(event) {
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? shown.length - 1 : chosen - 1);
    else if (event.key === "Escape") close();
    else if ((event.key === "Enter" || event.key === "Tab") && chosen >= 0) take(chosen);
    else return false;
    return true;
  }

  field.addEventListener("input", () => {
    fit();
    suggest();
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (!list.hidden && onListKey(event)) event.preventDefault();
    else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
    } else if (event.key === "ArrowUp" && !field.value) {
      event.preventDefault();
      onUp();
    }
  });
  field.addEventListener("blur", () => close());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  slash.addEventListener("pointerdown", (event) => event.preventDefault());
  slash.addEventListener("click", () => {
    const wasOpen = !list.hidden;
    field.focus();
    if (wasOpen) close();
    else open(commands);
  });
  fit();

  return {
    setCommands(next) {
      commands = next;
      slash.hidden = !commands.length;
      if (!list.hidden) suggest();
    },
    compose(text) {
      field.value = text;
      fit();
      field.focus();
    },
  };
}
