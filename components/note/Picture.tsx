import type { ComponentPropsWithoutRef } from "react";
import { type Note, resolutionOf } from "../../lib/note/note.ts";
import * as words from "../../lib/words/words.ts";
import { Icon } from "../frame/Icon.tsx";

type PictureProps = ComponentPropsWithoutRef<"img"> & {
  readonly note: Note;
  /** Where it stands, as `rehypePictures` says: alone, among words, in a link; none where its author made a box. */
  readonly place: string | undefined;
};

/** Taller than this, a picture among words is no sign any more. */
const TALLEST_SIGN = 40;
/** Of the pictures before the first section so many may be seen at once, badges with them. */
const SEEN_AT_ONCE = 4;
/** Narrower and lower, a picture alone is seen whole as it is. */
const WORTH_ENLARGING = 400;

/** A picture of a note: at its size before it is there, as heavy as its place needs, and large where one asks. */
export function Picture({ note, place, src, alt = "", title, ...rest }: PictureProps) {
  const source = typeof src === "string" ? src : "";
  const target = resolutionOf(note, source);
  if (target?.kind === "external")
    return <PictureElsewhere href={target.href} about={alt || title || fileName(source)} place={place} />;
  if (target?.kind !== "internal") return <LostPicture name={fileName(source)} about={alt || title || ""} />;
  const { href, picture, bytes } = target;
  if (picture === undefined && bytes !== undefined && !PICTURE_NAME.test(href))
    return <ShownFile href={href} name={alt || fileName(source)} bytes={bytes} place={place} />;
  const isSign =
    (place === "line" || place === "link") && (picture === undefined || picture.height <= TALLEST_SIGN);
  const isFirst = note.images
    .slice(0, SEEN_AT_ONCE)
    .some(({ target, anchor }) => target === source && anchor === "");
  const image = (
    <img
      src={href}
      {...(picture &&
        picture.copies.length > 0 && {
          srcSet: srcSetOf(picture.copies),
          sizes: isFirst ? SIZES : `auto, ${SIZES}`,
        })}
      alt={alt}
      title={title}
      className={isSign ? "sign" : undefined}
      decoding="async"
      {...rest}
      loading={isFirst ? "eager" : "lazy"}
      {...boxOf(picture, rest.width, rest.height)}
    />
  );
  if (place !== "alone") return image;
  const isLarge = picture && Math.max(picture.width, picture.height) >= WORTH_ENLARGING;
  if (!isLarge) return <p>{image}</p>;
  return (
    <figure className="fig">
      {image}
      <figcaption className="needs-js">
        <button
          type="button"
          className="tool"
          data-figure-action="zoom"
          aria-haspopup="dialog"
          aria-label={words.enlargePicture(alt)}
        >
          <Icon name="zoom" />
          {words.enlarge}
        </button>
      </figcaption>
    </figure>
  );
}

/** The column is 816 px wide. What is loaded late is measured by the browser itself, which `auto` asks for. */
const SIZES = "(min-width: 54rem) 816px, 100vw";

/** What a browser draws by itself; anything else is a file. */
const PICTURE_NAME = /\.(?:png|jpe?g|gif|webp|avif|svg|bmp|ico)$/i;

function srcSetOf(copies: readonly { readonly href: string; readonly width: number }[]): string {
  return copies.map(({ href, width }) => `${href} ${width}w`).join(", ");
}

/** Room for a picture before it is there: its own size, or the width that its author gives it and what follows. */
function boxOf(
  picture: { readonly width: number; readonly height: number } | undefined,
  width: number | string | undefined,
  height: number | string | undefined,
) {
  if (picture === undefined || height !== undefined) return {};
  if (width === undefined) return { width: picture.width, height: picture.height };
  const given = Number(width);
  return Number.isFinite(given) && given > 0
    ? { width: given, height: Math.round((given * picture.height) / picture.width) }
    : {};
}

/** A picture on another site: what it is and where. Inside a link its name alone, among words a link of its own. */
function PictureElsewhere({
  href,
  about,
  place,
}: {
  href: string;
  about: string;
  place: string | undefined;
}) {
  if (place === "link") return <>{about}</>;
  if (place === "line")
    return (
      <a href={href} rel="noreferrer">
        {about}
      </a>
    );
  return (
    <a className="lost" href={href} rel="noreferrer">
      <Icon name="link" />
      <span>
        <b>{words.figureElsewhere}</b>
        <span>{about}</span>
        <code>{URL.parse(href, "https:")?.host}</code>
      </span>
    </a>
  );
}

type ShownFileProps = {
  readonly href: string;
  readonly name: string;
  readonly bytes: number;
  readonly place: string | undefined;
};

/** A file that its author shows like a picture, as a PDF: a page loads none by itself, and says how large it is. */
function ShownFile({ href, name, bytes, place }: ShownFileProps) {
  if (place === "link") return <>{name}</>;
  if (place === "line") return <a href={href}>{words.fileOfSize(name, bytes)}</a>;
  return (
    <a className="lost" href={href}>
      <Icon name="link" />
      <span>
        <b>{name}</b>
        <span>{words.kindOfFile(href, bytes)}</span>
      </span>
    </a>
  );
}

function LostPicture({ name, about }: { name: string; about: string }) {
  return (
    <span className="lost" role="img" aria-label={words.figureLostLabel(about)}>
      <Icon name="lost" />
      <span>
        <b>{words.figureLost}</b>
        {about && <span>{about}</span>}
        <code>{name}</code>
      </span>
    </span>
  );
}

type PlayedProps = ComponentPropsWithoutRef<"video"> & {
  readonly tag: "video" | "audio";
  readonly note: Note;
};

/** A film or a sound that lies beside the note; what is elsewhere is a link. */
export function Played({ tag: Tag, note, src, ...rest }: PlayedProps) {
  const source = typeof src === "string" ? src : "";
  const target = resolutionOf(note, source);
  if (target?.kind === "internal") return <Tag src={target.href} preload="metadata" controls {...rest} />;
  if (target?.kind === "external")
    return (
      <a href={target.href} rel="noreferrer">
        {fileName(source)}
      </a>
    );
  return <span className="missing-link">{fileName(source)}</span>;
}

function fileName(source: string): string {
  const path = source.replace(/[?#].*$/, "");
  const last = path.split("/").filter(Boolean).at(-1) ?? source;
  try {
    return decodeURIComponent(last).replace(/^wiki:/, "");
  } catch {
    return last;
  }
}
