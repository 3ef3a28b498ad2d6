/** The search: an index of all parts of all pages, made in the browser from their texts when it is first wanted. */
import MiniSearch from 'minisearch';

export async function createSearch(textsUrl) {
  const documents = await (await fetch(textsUrl)).json();
  const index = new MiniSearch({
    idField: 'url',
    fields: ['heading', 'title', 'text'],
    storeFields: ['title', 'heading', 'url'],
    searchOptions: { boost: { heading: 4, title: 3 }, prefix: true, fuzzy: 0.15, combineWith: 'AND' },
  });
  index.addAll(documents);
  return (words) => {
    const all = index.search(words);
    return all.length > 0 ? all : index.search(words, { combineWith: 'OR' });
  };
}
