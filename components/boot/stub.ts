/** On the page that stands for a section: goes on to it, without a step to go back to. */
location.replace(document.querySelector<HTMLScriptElement>("[data-to]")!.dataset.to!);
