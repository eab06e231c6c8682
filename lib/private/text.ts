/** The first few of several things, and how many more there are. */
export function listed(items: readonly string[], most = Infinity): string {
  const shown = items.slice(0, most).join(', ');
  return items.length > most ? `${shown} and ${items.length - most} more` : shown;
}

/** The same of names, in quotes. */
export function quoted(names: readonly string[], most = Infinity): string {
  return listed(
    names.map((name) => `'${name}'`),
    most,
  );
}

/** Text in HTML and in SVG, between tags or in an attribute. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}
