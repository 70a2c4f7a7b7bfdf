// The chat page: what happened is told by the server (live.js) and drawn here; wishes go back to it.

import { composer } from "./composer.js";
import { ask, copy, listen } from "./live.js";
import { board, bubble, element } from "./render.js";

const $ = (id) => document.getElementById(id);
const LANGUAGES = ["zh-hans", "zh-hant", "en", "fr"];
const TYPING_MS = 5000;
const TOAST_MS = 3200;

const address = new URL(location.href);
let person = Number(address.searchParams.get("person")) || 1;
let words = {};
let bot = { name: "", username: "" };
let locale = "en";
let messages = new Map();
let started = false;
let lost = false;
const waiting = new Map();
const answered = new Set();
const timers = {};

// What a message's parts may do.
const act = {
  send,
  show,
  compose: (text) => field.compose(text),
  botName: () => bot.name,
  botUsername: () => bot.username,
  async copy(text) {
    toast((await copy(text)) ? `${words.copied}: ${text}` : words.copy_failed);
  },
  startParameter(url) {
    const link = URL.canParse(url) ? new URL(url) : null;
    const own = link?.hostname === "t.me" && link.pathname.slice(1).toLowerCase() === bot.username.toLowerCase();
    return own ? link.searchParams.get("start") ?? "" : null;
  },
  async tap(message, button, node) {
    if (node.getAttribute("aria-busy")) return;
    node.setAttribute("aria-busy", "true");
    const place = { person, message_id: message.message_id, data: button.callback_data };
    const answer = await ask("/chat/tap", place);
    if (!answer || answered.delete(answer.query)) node.removeAttribute("aria-busy");
    else waiting.set(answer.query, node);
    if (!answer) toast(words.lost);
  },
};

const field = composer({
  field: $("text"), form: $("composer"), list: $("commands"), slash: $("slash"), sendButton: $("send"),
  onSend: send, onUp: () => lastBoard()?.querySelector('[tabindex="0"]')?.focus(),
});

async function send(text) {
  const answer = await ask("/chat/send", { person, text });
  if (!answer) toast(text.length > 4096 ? words.too_long : words.not_sent);
  return Boolean(answer);
}

// Drawing

function isNearEnd() {
  const box = $("scroller");
  return box.scrollHeight - box.scrollTop - box.clientHeight < 120;
}

function scrollToEnd() {
  const box = $("scroller");
  box.scrollTop = box.scrollHeight;
}

function show(id) {
  $(`message-${id}`)?.scrollIntoView({ block: "center", behavior: "smooth" });
}

function lastBoard() {
  return [...document.querySelectorAll(".board")].at(-1);
}

function day(message) {
  return new Date(message.date * 1000).toLocaleDateString(locale, { month: "long", day: "numeric", weekday: "short" });
}

function fill(item, message) {
  const mine = message.from.id !== bot.id;
  const keys = board(message, act, words);
  item.className = `message${mine ? " mine" : ""}${keys ? " boarded" : ""}${item.classList.contains("same") ? " same" : ""}`;
  item.replaceChildren(bubble(message, mine, act, words, locale));
  if (keys) item.append(keys);
}

function append(message, fresh) {
  const previous = [...messages.values()].at(-1);
  if (!previous || day(previous) !== day(message)) $("log").append(element("li", { class: "day" }, day(message)));
  const item = element("li", { id: `message-${message.message_id}` });
  if (previous?.from.id === message.from.id) item.classList.add("same");
  fill(item, message);
  if (fresh) item.classList.add("fresh");
  $("log").append(item);
  messages.set(message.message_id, message);
  $("welcome").hidden = true;
  return item;
}

function onMessage({ message }) {
  const wasNearEnd = isNearEnd() || message.from.id === person;
  if (message.from.id === bot.id) typing(false);
  const item = append(message, true);
  const box = $("scroller");
  if (!wasNearEnd) $("newest").hidden = false;
  else if (item.offsetHeight > box.clientHeight) item.scrollIntoView({ block: "start" });
  else scrollToEnd();
}

function onEdit({ message }) {
  const item = $(`message-${message.message_id}`);
  if (!item) return;
  const wasNearEnd = isNearEnd();
  const keys = [...item.querySelectorAll(".key")];
  const focused = keys.indexOf(document.activeElement);
  fill(item, message);
  messages.set(message.message_id, message);
  if (focused >= 0) {
    const fresh = [...item.querySelectorAll(".key")];
    (fresh[Math.min(focused, fresh.length - 1)] ?? $("text")).focus({ preventScroll: true });
  }
  const box = $("scroller");
  const tall = item.offsetHeight > box.clientHeight;
  const top = item.getBoundingClientRect().top - box.getBoundingClientRect().top;
  if (top < 0 || (wasNearEnd && tall)) item.scrollIntoView({ block: "start" });
  else if (wasNearEnd) scrollToEnd();
}

function onDelete({ message_id: id }) {
  $(`message-${id}`)?.remove();
  messages.delete(id);
}

function typing(on) {
  const wasNearEnd = isNearEnd();
  clearTimeout(timers.typing);
  $("typing").hidden = !on;
  $("presence").textContent = on ? words.typing : words.online;
  $("presence").classList.toggle("busy", on);
  if (on) timers.typing = setTimeout(() => typing(false), TYPING_MS);
  if (on && wasNearEnd) scrollToEnd();
}

function toast(text) {
  clearTimeout(timers.toast);
  $("toast").textContent = text;
  $("toast").hidden = !text;
  timers.toast = setTimeout(() => ($("toast").hidden = true), TOAST_MS);
}

function onToast({ query, text, alert }) {
  const node = waiting.get(query);
  if (node) node.removeAttribute("aria-busy");
  else answered.add(query);
  waiting.delete(query);
  if (!text) return;
  if (!alert) return toast(text);
  $("alert-text").textContent = text;
  $("alert").showModal();
}

function onProfile(profile) {
  bot = profile.bot;
  document.title = $("name").textContent = bot.name;
  $("about").textContent = bot.description || words.empty;
  field.setCommands(profile.commands);
}

function onClock({ clock }) {
  $("clock").hidden = !clock.movable;
  const style = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };
  $("now").textContent = new Date(clock.now).toLocaleString(locale, style);
  $("now").dateTime = clock.now;
}

function onState(state) {
  words = state.words;
  locale = document.documentElement.lang = state.page_language;
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = words[node.dataset.word];
  for (const node of document.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", words[node.dataset.label]);
    if (node.tagName === "BUTTON") node.title = words[node.dataset.label];
  }
  $("text").placeholder = words.placeholder;
  $("text").setAttribute("aria-label", words.message);
  $("log").setAttribute("aria-label", words.messages);
  $("clock").setAttribute("aria-label", words.clock);
  pickers(state);
  onProfile(state);
  onClock(state);
  typing(false);
  const wasNearEnd = isNearEnd() || !messages.size;
  const place = $("scroller").scrollTop;
  messages = new Map();
  $("log").replaceChildren();
  state.messages.forEach((message) => append(message, false));
  $("welcome").hidden = Boolean(state.messages.length);
  if (wasNearEnd) scrollToEnd();
  else $("scroller").scrollTop = place;
  document.body.dataset.ready = "true";
  follow();
}

function pickers({ person: user, people }) {
  const code = (user.language_code ?? "en").toLowerCase();
  $("language").replaceChildren(...LANGUAGES.map((each) => {
    const name = new Intl.DisplayNames([each], { type: "language" }).of(each);
    return element("option", { value: each, selected: each === code }, name[0].toUpperCase() + name.slice(1));
  }));
  $("language").setAttribute("aria-label", words.language);
  const numbers = [...new Set([...people.map((each) => each.id), person])].filter((id) => id < 100).sort((a, b) => a - b);
  const next = numbers.at(-1) + 1;
  const label = (id) => (id === 1 ? words.you : words.person_number?.replace("{number}", id));
  $("person").replaceChildren(
    ...numbers.map((id) => element("option", { value: id, selected: id === person }, label(id))),
    element("option", { value: next }, words.new_person),
  );
  $("person").setAttribute("aria-label", words.person);
}

/** A deep link, `/?start=topic`: sent once, then taken out of the address. */
function follow() {
  const start = address.searchParams.get("start");
  if (started || start === null) return;
  started = true;
  address.searchParams.delete("start");
  history.replaceState(null, "", address);
  send(`/start ${start}`.trim());
}

// The line

const handlers = {
  state: onState, message: onMessage, edit: onEdit, delete: onDelete, toast: onToast,
  profile: onProfile, clock: onClock, typing: () => typing(true),
};

function ownLanguage() {
  const wish = (navigator.language || "en").toLowerCase();
  if (/^zh\b.*(hant|tw|hk|mo)/.test(wish)) return "zh-hant";
  if (wish.startsWith("zh")) return "zh-hans";
  return wish.startsWith("fr") ? "fr" : "en";
}

function banner(text, good) {
  clearTimeout(timers.banner);
  $("banner").textContent = text;
  $("banner").hidden = !text;
  $("banner").classList.toggle("good", Boolean(good));
  if (good) timers.banner = setTimeout(() => ($("banner").hidden = true), 2000);
}

const restart = listen(
  () => `/chat/events?person=${person}&language=${ownLanguage()}`,
  (event) => handlers[event.event]?.(event),
  (state) => {
    if (state === "lost" && !lost) banner(words.lost ?? "…", false);
    if (state === "open" && lost) banner(words.back, true);
    lost = state === "lost";
  },
);

// The head and the keys

$("language").addEventListener("change", () => ask("/chat/language", { person, language: $("language").value }));
$("person").addEventListener("change", () => {
  person = Number($("person").value);
  address.searchParams.set("person", person);
  history.replaceState(null, "", address);
  messages = new Map();
  restart();
});
$("clock").addEventListener("click", (event) => {
  const { hours, to } = event.target.dataset;
  if (to) ask("/chat/clock", { to });
  else if (hours) ask("/chat/clock", { hours: Number(hours) });
});
$("start").addEventListener("click", () => send("/start"));
$("newest").addEventListener("click", () => {
  scrollToEnd();
  $("text").focus();
});
$("scroller").addEventListener("scroll", () => {
  if (isNearEnd()) $("newest").hidden = true;
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !$("alert").open) $("text").focus();
});
addEventListener("resize", () => {
  if (isNearEnd()) scrollToEnd();
});
