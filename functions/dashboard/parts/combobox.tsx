import { useCombobox } from 'downshift';
import type { ReactNode } from 'react';

interface ComboboxProps {
  /** Its name, for people who can't see what it stands beside. */
  readonly label: string;
  /** All that is suggested; undefined until it is known. */
  readonly suggestions: readonly string[] | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** One was chosen: of the suggestions, or what was typed. */
  readonly onChosen: (value: string) => void;
}

interface Item {
  readonly text: string;
  readonly isTyped: boolean;
}

/** As many as are drawn; typing more of the name finds the others. */
const shownMax = 100;

/** A line to type in, with suggestions that fit below it; what isn't among them can be chosen too. */
export function Combobox({ label, suggestions, value, onChange, onChosen }: ComboboxProps): ReactNode {
  const wanted = value.trim().toLowerCase();
  const fitting = (suggestions ?? []).filter((text) => text.toLowerCase().includes(wanted));
  const items: readonly Item[] = [
    ...(wanted === '' ? [] : [{ text: value.trim(), isTyped: true }]),
    ...fitting.slice(0, shownMax).map((text) => ({ text, isTyped: false })),
  ];
  const { isOpen, highlightedIndex, getInputProps, getMenuProps, getItemProps } = useCombobox<Item>({
    items: [...items],
    inputValue: value,
    itemToString: (item) => item?.text ?? '',
    onInputValueChange: ({ inputValue }) => onChange(inputValue),
    // Whoever leaves it has chosen nothing.
    stateReducer: ({ selectedItem, inputValue }, { type, changes }) =>
      type === useCombobox.stateChangeTypes.InputBlur ? { ...changes, selectedItem, inputValue } : changes,
    onSelectedItemChange: ({ selectedItem }) => selectedItem && onChosen(selectedItem.text),
  });
  const note = noteOf(suggestions, fitting.length);
  const choose = (event: { readonly key: string; readonly preventDefault: () => void }): void => {
    if (event.key !== 'Enter' || highlightedIndex !== -1 || wanted === '') return;
    event.preventDefault();
    onChosen(value.trim());
  };
  return (
    <div className="combobox">
      <input
        className="text-input"
        {...getInputProps({ 'aria-label': label, placeholder: label, onKeyDown: choose })}
      />
      <div className={isOpen ? 'combobox-list' : 'unseen'}>
        <ul {...getMenuProps({ 'aria-label': label })}>
          {isOpen &&
            items.map((item, index) => (
              <li
                key={`${item.text} ${item.isTyped}`}
                className={index === highlightedIndex ? 'is-highlighted' : undefined}
                {...getItemProps({ item, index })}
              >
                {item.isTyped ? `Only “${item.text}”` : item.text}
              </li>
            ))}
        </ul>
        {isOpen && note !== undefined && (
          <p className="quiet" role="status">
            {note}
          </p>
        )}
      </div>
    </div>
  );
}

function noteOf(suggestions: readonly string[] | undefined, fitting: number): string | undefined {
  if (suggestions === undefined) return 'Looking for names…';
  if (suggestions.length === 0) return 'No name is known: type one';
  if (fitting > shownMax) return `${(fitting - shownMax).toLocaleString('en')} more: type more of the name`;
  return undefined;
}
