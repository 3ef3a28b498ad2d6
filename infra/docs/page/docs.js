/** The part of a page that does something: it searches, and copies code. Everything else works without it. */

const field = document.querySelector('.search input');
const results = document.querySelector('.search ul');
const root = new URL(document.documentElement.dataset.root, document.baseURI);
const resultsMax = 12;
let searching;

/** The library and the texts are loaded when somebody wants them, and once. */
function loaded() {
  const { searchScript, searchTexts } = document.documentElement.dataset;
  searching ??= import(new URL(searchScript, root).href).then(({ createSearch }) =>
    createSearch(new URL(searchTexts, root).href),
  );
  return searching;
}

function show(found) {
  results.replaceChildren(
    ...found.slice(0, resultsMax).map(({ url, title, heading }) => {
      const link = document.createElement('a');
      link.href = new URL(url, root).href;
      link.textContent = heading;
      if (heading !== title) {
        const page = document.createElement('small');
        page.textContent = title;
        link.append(page);
      }
      const item = document.createElement('li');
      item.append(link);
      return item;
    }),
  );
  if (found.length === 0) {
    const item = document.createElement('li');
    item.textContent = 'Nothing found.';
    results.append(item);
  }
  results.hidden = false;
}

async function search() {
  const words = field.value.trim();
  if (words === '') {
    results.hidden = true;
    return;
  }
  const find = await loaded();
  // Only the last that was typed is shown.
  if (field.value.trim() === words) show(find(words));
}

if (field !== null) {
  field.addEventListener('focus', () => void loaded());
  field.addEventListener('input', search);
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === 'ArrowDown') results.querySelector('a')?.focus();
    if (event.key === 'Escape') results.hidden = true;
  });
  results.addEventListener('keydown', (event) => {
    const links = [...results.querySelectorAll('a')];
    const at = links.indexOf(document.activeElement);
    if (event.key === 'ArrowDown') links[at + 1]?.focus();
    if (event.key === 'ArrowUp') (links[at - 1] ?? field).focus();
    if (event.key === 'Escape') {
      results.hidden = true;
      field.focus();
    }
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    field.focus();
  });
}

for (const block of document.querySelectorAll('pre')) {
  const around = document.createElement('div');
  around.className = 'code';
  block.replaceWith(around);
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy';
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(block.textContent);
    button.textContent = 'Copied';
  });
  around.append(block, button);
}
