export type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export function isField(target: EventTarget | null): target is Field {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLSelectElement ||
    target instanceof HTMLTextAreaElement
  );
}

/** What a reader chose: for a box to tick whether it is, for the rest the value. */
export function readField(field: Field): string | boolean {
  return isTicked(field) ? field.checked : field.value;
}

/**
 * Tells React what a field was changed to before React was there. React compares
 * with what it saw last, by a setter that it puts on the element; the one of the
 * prototype changes the field behind its back.
 */
export function tellChange(field: Field, chosen: string | boolean): void {
  if (isTicked(field)) {
    field.checked = !chosen;
    field.click();
    return;
  }
  field.value = `not ${chosen}`;
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value")!.set!.call(field, chosen);
  for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
}

function isTicked(field: Field): field is HTMLInputElement {
  return field instanceof HTMLInputElement && /^(?:checkbox|radio)$/.test(field.type);
}
