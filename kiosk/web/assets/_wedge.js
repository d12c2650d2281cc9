// A reader is a fast typist: keys in quick succession, then Enter.
export function wedge(onCode) {
  let typed = "";
  let timer = 0;
  document.addEventListener("keydown", (event) => {
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && typed.length > 5) { event.preventDefault(); onCode(typed); typed = ""; }
    else if (event.key.length === 1) { typed += event.key; clearTimeout(timer); timer = setTimeout(() => { typed = ""; }, 600); }
  });
}
