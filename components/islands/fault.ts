/** Says in an island that it could not be brought to life. The rest of the page is as readable as before. */
export function showFault(island: Element, retry: () => void): void {
  const box = document.createElement("p");
  box.className = "island-fault";
  box.setAttribute("role", "alert");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "다시 시도";
  button.addEventListener("click", retry);
  box.append("이 부분을 움직이게 할 스크립트를 불러오지 못했습니다. 글은 그대로 읽을 수 있습니다. ", button);
  island.append(box);
}

export function hideFault(island: Element): void {
  island.querySelector(":scope > .island-fault")?.remove();
}
