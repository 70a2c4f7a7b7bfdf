// Telegram messages as DOM: entities, files, buttons. Nothing is ever parsed as HTML.

const SAFE = /^(https?:|tg:|mailto:)/i;
const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote", spoiler: "span",
};
const ICONS = {
  link: "M8 16 17 7M9 7h8v8",
  copy: "M9 9h10v10H9zM5 15V5h10",
  file: "M12 5v11M7 12l5 5 5-5M6 20h12",
};

export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, "");
    else if (value !== undefined && value !== false) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** The text as nodes. Offsets of entities count UTF-16 units, as JavaScript's strings do. */
export function formatted(text, entities, act) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return nested(text, sorted, 0, text.length, act);
}

function nested(text, entities, from, to, act) {
  const nodes = [];
  let at = from;
  for (let i = 0; i < entities.length; i++) {
    const entity = entities[i];
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset < at || entity.offset >= to) continue;
    if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
    const inner = entities.slice(i + 1).filter((other) => other.offset < end);
    const children = nested(text, inner, entity.offset, end, act);
    nodes.push(marked(entity, text.slice(entity.offset, end), children, act));
    at = end;
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

function marked(entity, raw, children, act) {
  const { type } = entity;
  if (type === "text_link") return anchor(entity.url, children, act);
  if (type === "url") return anchor(SAFE.test(raw) ? raw : `http://${raw}`, children, act);
  if (type === "email") return anchor(`mailto:${raw}`, children, act);
  if (type === "bot_command") {
    const node = element("button", { type: "button", class: "command" }, ...children);
    node.addEventListener("click", () => act.send(raw));
    return node;
  }
  const node = element(TAGS[type] ?? "span", {}, ...children);
  if (type === "spoiler") toggle(node, "spoiler", "aria-pressed");
  if (type === "expandable_blockquote") toggle(node, "long", "aria-expanded");
  if (type === "code") {
    node.className = "tap";
    node.addEventListener("click", () => act.copy(raw));
  }
  if (type === "pre" && entity.language) node.dataset.language = entity.language;
  return node;
}

function toggle(node, name, state) {
  node.className = name;
  node.setAttribute("role", "button");
  node.setAttribute("tabindex", "0");
  node.setAttribute(state, "false");
  const flip = () => node.setAttribute(state, String(node.getAttribute(state) === "false"));
  node.addEventListener("click", flip);
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    flip();
  });
}

function anchor(url, children, act, attributes = {}) {
  if (!SAFE.test(url)) return element("span", attributes, ...children);
  const node = element("a", { href: url, target: "_blank", rel: "noopener noreferrer", ...attributes }, ...children);
  const start = act.startParameter(url);
  if (start !== null) {
    node.addEventListener("click", (event) => {
      event.preventDefault();
      act.send(`/start ${start}`.trim());
    });
  }
  return node;
}

/** The inner part of one message's list item. */
export function bubble(message, mine, act, words, locale) {
  const name = element("span", { class: "hidden" }, `${mine ? words.you : act.botName()}: `);
  const date = new Date(message.date * 1000);
  const time = date.toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit" });
  const stamp = element("time", { class: "stamp", datetime: date.toISOString() }, time);
  const text = message.text ?? message.caption ?? "";
  const entities = message.entities ?? message.caption_entities ?? [];
  const box = element("div", { class: "bubble" }, name, ...extras(message, words, act));
  if (text) box.append(element("span", { class: "text", dir: "auto" }, ...formatted(text, entities, act)));
  box.append(stamp);
  return box;
}

function extras(message, words, act) {
  const parts = [];
  if (message.forward_origin) {
    parts.push(element("div", { class: "forwarded" }, `↪ ${message.forward_origin.sender_user?.first_name ?? ""}`));
  }
  if (message.reply_to_message) {
    const quoted = element("button", { type: "button", class: "quoted" }, message.quote?.text ?? message.reply_to_message.text ?? "…");
    quoted.addEventListener("click", () => act.show(message.reply_to_message.message_id));
    parts.push(quoted);
  }
  if (message.photo) {
    const { file_id, width, height } = message.photo.at(-1);
    const alt = message.caption ? "" : words.picture;
    parts.push(element("img", { class: "picture", src: `/chat/file/${file_id}`, width, height, alt }));
  }
  if (message.document) parts.push(file(message.document, words));
  if (message.sticker) parts.push(element("span", {}, message.sticker.emoji ?? "▢"));
  return parts;
}

function file(document, words) {
  const name = document.file_name ?? document.file_id;
  const size = document.file_size < 1024 ? `${document.file_size} B` : `${Math.ceil(document.file_size / 1024)} KB`;
  const mark = element("span", { class: "mark" }, icon("file"));
  const label = element("span", {}, element("b", {}, name), element("small", {}, `${words.download} · ${size}`));
  return element("a", { class: "file", href: `/chat/file/${document.file_id}`, download: name }, mark, label);
}

/** The buttons under a message: one tab stop, arrows between them. */
export function board(message, act, words) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows) return null;
  const box = element("div", { class: "board", role: "group" });
  for (const row of rows) {
    box.append(element("div", {}, ...row.map((button) => key(button, message, act, words))));
  }
  const keys = [...box.querySelectorAll(".key")];
  keys.forEach((each, index) => (each.tabIndex = index ? -1 : 0));
  box.addEventListener("keydown", (event) => move(event, box));
  box.addEventListener("focusin", (event) => {
    for (const each of keys) each.tabIndex = each === event.target.closest(".key") ? 0 : -1;
  });
  return box;
}

function key(button, message, act, words) {
  const style = `key ${button.style ?? ""}`.trim();
  if (button.url) {
    const label = element("span", { class: "hidden" }, ` (${words.link})`);
    return anchor(button.url, [button.text, icon("link"), label], act, { class: style });
  }
  const node = element("button", { type: "button", class: style }, button.text);
  if (button.copy_text) {
    node.append(icon("copy"));
    node.addEventListener("click", () => act.copy(button.copy_text.text));
  } else if (button.callback_data !== undefined) {
    node.dataset.data = button.callback_data;
    node.addEventListener("click", () => act.tap(message, button, node));
  } else {
    node.addEventListener("click", () => act.compose(`@${act.botUsername()} ${button.switch_inline_query_current_chat ?? button.switch_inline_query ?? ""}`));
  }
  return node;
}

function move(event, box) {
  const rows = [...box.children].map((row) => [...row.children]);
  const y = rows.findIndex((row) => row.includes(document.activeElement));
  if (y < 0) return;
  const x = rows[y].indexOf(document.activeElement);
  const nearest = (row) => row?.[Math.min(x, row.length - 1)];
  const goals = {
    ArrowRight: rows[y][x + 1] ?? rows[y + 1]?.[0],
    ArrowLeft: rows[y][x - 1] ?? rows[y - 1]?.at(-1),
    ArrowDown: nearest(rows[y + 1]),
    ArrowUp: nearest(rows[y - 1]),
    Home: rows[0][0],
    End: rows.at(-1).at(-1),
  };
  if (!(event.key in goals)) return;
  event.preventDefault();
  goals[event.key]?.focus();
}
