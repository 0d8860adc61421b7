/** What a share card says. Text only: where it stands is the layout's business. */
export type Card = {
  /** Where it is published, below the site's root: ASCII, ends in `.png`: `cards/docker-images/whiteout.png`. */
  readonly path: string;
  /** Id of the subject, whose flag stands before the place; unknown ones get the folder's. "" has no flag. */
  readonly flag: string;
  /** From the widest to the nearest: `["컨테이너", "이미지와 레이어"]`. Where they are too long, the widest goes first. */
  readonly place: readonly string[];
  /** Of any length; characters that the fonts of cards lack (emoji, most Hanja) are left out. */
  readonly title: string;
  /** The first sentence; may be empty. */
  readonly sentence: string;
  /** Which of its note's sections this is, from 0; none for what is not a section. */
  readonly ticks?: { readonly count: number; readonly current: number };
};
