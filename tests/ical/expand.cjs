// Prints the first N moments of each event of an iCalendar text, as ical.js reads it: node expand.cjs N < file.ics
const ICAL = require("ical.js");
const most = Number(process.argv[2] || 24);
const root = new ICAL.Component(ICAL.parse(require("fs").readFileSync(0, "utf8")));
for (const zone of root.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
const events = root.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  const times = [];
  const iterator = event.iterator();
  for (let next; times.length < most && (next = iterator.next()); ) {
    times.push([next.toString(), next.isDate ? null : next.toUnixTime()]);
  }
  return times;
});
console.log(JSON.stringify(events));
