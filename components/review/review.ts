import * as words from "../../lib/words/words.ts";
import { makeElement as el } from "../share/dom.ts";
import { openBox } from "./box-here.ts";
import { drawShelf, shelf } from "./shelf.ts";
import { drawSide, side } from "./side.ts";
import { chooseCard, drawStage, queue, stage, startSitting, takeOthers } from "./sitting.ts";

const main = document.querySelector<HTMLElement>("[data-review]")!;

async function start(): Promise<void> {
  stage.append(el("p", { role: "status" }, words.loading));
  main.replaceChildren(stage, side, shelf);
  await openBox(takeOthers);
  draw();
  startSitting(draw);
}

function draw(): void {
  const waiting = queue();
  chooseCard(waiting);
  drawStage(waiting);
  drawSide(waiting);
  drawShelf(draw);
}

start();
