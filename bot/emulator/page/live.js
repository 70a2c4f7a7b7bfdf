// The line to the server: events in, wishes out. It comes back by itself.

const LONGEST_WAIT = 5000;

/** Listen for events. `onEvent(event)`, `onState("open" | "lost")`. Returns a function that starts anew. */
export function listen(address, onEvent, onState) {
  let source = null;
  let wait = 500;
  let timer = 0;

  function open() {
    clearTimeout(timer);
    source?.close();
    source = new EventSource(address());
    source.onopen = () => {
      wait = 500;
      onState("open");
    };
    source.onmessage = (message) => onEvent(JSON.parse(message.data));
    source.onerror = () => {
      source.close();
      onState("lost");
      timer = setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    };
  }

  addEventListener("online", open);
  open();
  return open;
}

/** Ask the server for something; null when it could not be reached or refused. */
export async function ask(path, wish) {
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(wish),
    });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/** Put a text on the clipboard, by the old way where the new one is not allowed. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    const focused = document.activeElement;
    field.value = text;
    field.className = "hidden";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    focused?.focus();
    return done;
  }
}
