import * as words from "../../lib/words/words.ts";
import { make, makeButton } from "./build.ts";
import {
  copyDrawing,
  drawingOf,
  elementAt,
  elementsOf,
  keyOf,
  labelOf,
  nameOf,
  partOf,
  pictureOf,
} from "./figure.ts";
import { drawRing } from "./marks.ts";
import { toPng } from "./painting.ts";
import { copyText, download } from "./sharing.ts";
import { Stage } from "./stage.ts";
import { toStandalone } from "./standalone.ts";

const SHOWN = "zoom-";
const PROOF = "file-";

/** Opens a figure's drawing in a dialog, and gives the focus back when that closes. */
export function openZoom(figure: HTMLElement, opener: HTMLElement, chosenId?: string): void {
  const picture = pictureOf(figure);
  const drawing = picture ?? drawingOf(figure);
  if (!drawing) return;
  const shown = copyDrawing(drawing, SHOWN);
  const percent = make("span", { class: "zoom-percent num" });
  const status = make("p", { class: "zoom-status", role: "status" });

  const area = make(
    "div",
    {
      class: "zoom-stage",
      tabindex: "0",
      role: "group",
      "aria-label": words.stageLabel,
      autofocus: "",
    },
    shown,
  );
  let saying: ReturnType<typeof setTimeout> | undefined;
  const say = (text: string) => {
    clearTimeout(saying);
    status.textContent = text;
  };
  const stage = new Stage(area, shown, (scale) => {
    percent.textContent = `${Math.round(scale * 100)}%`;
  });
  /** Says the size once the wheel or the fingers rest. */
  const sized = () => {
    clearTimeout(saying);
    saying = setTimeout(() => say(words.sizeSpoken(percent.textContent)), 400);
  };

  const choose = (id: string) => {
    const element = shown.querySelector(`[id="${CSS.escape(SHOWN + id)}"]`);
    const original = partOf(drawing, id);
    if (!element || !original) return undefined;
    share.dataset.shareAt = id;
    drawRing(shown, element);
    say(words.elementChosen(labelOf(original, figure)));
    return element;
  };

  /** Lays out a plain copy for as long as a file is made from it. */
  async function withProof<T>(work: (proof: SVGSVGElement, paper: string) => T | Promise<T>): Promise<T> {
    const proof = copyDrawing(drawing!, PROOF);
    const tray = make("div", { class: "zoom-proof", "aria-hidden": "true" });
    tray.append(proof);
    dialog.append(tray);
    try {
      return await work(proof, getComputedStyle(dialog).backgroundColor);
    } finally {
      tray.remove();
    }
  }
  const saveSvg = async () => {
    const file = await withProof(toStandalone);
    download(new Blob([file], { type: "image/svg+xml" }), `${figure.id}.svg`);
    say(words.savedSvg);
  };
  const savePng = async () => {
    try {
      download(await withProof(toPng), `${figure.id}.png`);
      say(words.savedPng);
    } catch (error) {
      console.warn(error);
      say(words.noPng);
    }
  };
  const copySvg = async () => say(await copyText(await withProof(toStandalone), words.copiedSvg));
  const share = make(
    "button",
    { type: "button", class: "fig-btn", "data-share": "figure", "data-share-at": figure.id },
    words.share,
  );

  const dialog = make(
    "dialog",
    { class: "zoom", "aria-label": nameOf(figure) },
    make(
      "header",
      {},
      make("h2", {}, nameOf(figure)),
      makeButton(words.close, () => dialog.close()),
    ),
    area,
    make(
      "footer",
      {},
      make(
        "div",
        { role: "group", "aria-label": words.size },
        makeButton("−", () => stage.zoom(0.8), words.smaller),
        percent,
        makeButton("+", () => stage.zoom(1.25), words.larger),
        makeButton(words.fit, () => stage.fit()),
        makeButton("100%", () => stage.actualSize()),
      ),
      picture
        ? ""
        : make(
            "div",
            { role: "group", "aria-label": words.takeAway },
            makeButton(words.copySvg, copySvg),
            makeButton(words.saveSvg, saveSvg),
            makeButton(words.savePng, savePng),
            share,
          ),
      status,
    ),
  );

  dialog.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !stage.onKey(event.key)) return;
    event.preventDefault();
    if (!event.key.startsWith("Arrow")) sized();
  });
  area.addEventListener("wheel", sized, { passive: true });
  dialog.querySelector("footer div")?.addEventListener("click", sized);
  area.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a")) {
      dialog.close();
      return;
    }
    const ids = elementsOf(figure).map((element) => SHOWN + keyOf(element));
    const copies = [...shown.querySelectorAll("[id]")].filter((element) => ids.includes(element.id));
    const element = elementAt(event.target, copies);
    if (element) choose(element.id.slice(SHOWN.length));
  });
  dialog.addEventListener("close", () => {
    stage.close();
    clearTimeout(saying);
    dialog.remove();
    opener.focus({ preventScroll: true });
  });
  document.body.append(dialog);
  dialog.showModal();
  const first = chosenId === undefined ? undefined : choose(chosenId);
  // Letters are to be read at once, a picture is to be seen whole.
  if (picture) stage.fit();
  else stage.open(first);
}
