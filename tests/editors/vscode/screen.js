// What a window of VS Code shows, read from its page; blanks are told as blanks.
window.entrywayScreen = (() => {
  const ACTIVE = '.editor-group-container.active .editor-instance .monaco-editor';
  const editor = () => document.querySelector(ACTIVE);
  const plain = (text) => text.replace(/\u00a0/g, ' ').replace(/\u200b/g, '');

  // The rendered lines from top to bottom: number, text, and the nodes that hold the text.
  const lines = () => {
    const root = editor();
    if (!root) return [];
    const numbers = new Map();
    for (const row of root.querySelectorAll('.margin-view-overlays > div')) {
      const number = row.querySelector('.line-numbers');
      if (number) numbers.set(row.style.top, Number(number.textContent));
    }
    return [...root.querySelectorAll('.view-lines > .view-line')].map((element) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const nodes = [];
      let text = '';
      while (walker.nextNode()) {
        nodes.push([text.length, walker.currentNode]);
        text += walker.currentNode.data;
      }
      return { element, nodes, text: plain(text), number: numbers.get(element.style.top) };
    }).sort((a, b) => a.element.offsetTop - b.element.offsetTop);
  };

  const boxOf = (line, first, last) => {
    const at = (index) => {
      const [start, node] = line.nodes.filter(([begin]) => begin <= index).pop();
      return [node, index - start];
    };
    const range = document.createRange();
    const [from, begin] = at(first);
    const [to, end] = at(last);
    range.setStart(from, begin);
    range.setEnd(to, end + 1);
    return range.getBoundingClientRect();
  };

  // When something was first shown, in milliseconds since the folder was opened.
  const FIRSTS = { file: '.view-line', link: '.goto-definition-link', error: '.squiggly-error' };
  const firsts = {};
  const look = () => {
    for (const [what, selector] of Object.entries(FIRSTS)) {
      if (!(what in firsts) && document.querySelector(selector)) firsts[what] = performance.now();
    }
  };
  setInterval(look, 20);

  return {
    firsts: () => firsts,

    // The middle of the character at `offset` of the first rendered line that holds `text`, and of
    // that line's number; null where no such line is rendered.
    place(text, offset) {
      const line = lines().find((each) => each.text.includes(text));
      if (!line) return null;
      const index = line.text.indexOf(text) + offset;
      const box = boxOf(line, index, index);
      return { x: box.x + box.width / 2, y: box.y + box.height / 2, number: line.number };
    },

    // The text of the rendered line with a number.
    line(number) {
      const found = lines().find((each) => each.number === number);
      return found ? found.text : null;
    },

    // Each word that has a squiggle of a kind, marked in its line.
    squiggles(kind) {
      const root = editor();
      if (!root) return [];
      const rendered = lines();
      return [...root.querySelectorAll(`.squiggly-${kind}`)].map((mark) => {
        const box = mark.getBoundingClientRect();
        const line = rendered.find(({ element }) => {
          const at = element.getBoundingClientRect();
          return at.top <= box.top + box.height / 2 && box.top + box.height / 2 <= at.bottom;
        });
        if (!line) return '?';
        let marked = '';
        let inside = false;
        for (let index = 0; index < line.text.length; index++) {
          const at = boxOf(line, index, index);
          const middle = at.x + at.width / 2;
          const now = box.left <= middle && middle <= box.right;
          if (now !== inside) marked += now ? '«' : '»';
          inside = now;
          marked += line.text[index];
        }
        return (marked + (inside ? '»' : '')).trim();
      });
    },
  };
})();
