import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { changeQuery } from '../../routing/location.ts';
import { type Aspect, eachFilter, filterMember, type UsageFilters } from '../../routing/usage-filters.ts';
import { aspectName, aspectValueText } from '../../writing/words.ts';
import { Button } from '../button.tsx';

/** Loaded when somebody wants another filter: it brings the suggestions. */
const AddFilter = lazy(async () => ({ default: (await import('./add-filter.tsx')).AddFilter }));

interface FilterBarProps {
  readonly filters: UsageFilters;
  /** Dimensions that the account's usage names. */
  readonly dimensions: readonly string[];
}

/** The filters that hold, each to be taken off, and the way to another. All of them are in the address. */
export function FilterBar({ filters, dimensions }: FilterBarProps): ReactNode {
  const [isAdding, setIsAdding] = useState(false);
  const given = eachFilter(filters);
  const adding = useRef<HTMLButtonElement>(null);
  // Whoever goes by the keyboard is where filters begin, and not at the page's start, when one has come or gone.
  const isTouched = useRef(false);
  const count = given.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the filters' number says that one came or went.
  useEffect(() => {
    if (isTouched.current && !isAdding) adding.current?.focus();
    isTouched.current = isAdding;
  }, [isAdding, count]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be drawn as one.
    <div className="filters" role="group" aria-label="Filters">
      {given.map(({ aspect, value }) => (
        <Button
          key={aspect}
          icon="close"
          iconAt="end"
          label={`Remove the filter ${aspectName(aspect)} ${aspectValueText(aspect, value)}`}
          onClick={() => {
            isTouched.current = true;
            filterBy(aspect, undefined);
          }}
        >
          {aspectName(aspect)}: {aspectValueText(aspect, value)}
        </Button>
      ))}
      {isAdding ? (
        <Suspense fallback={<span className="quiet">One moment…</span>}>
          <AddFilter
            aspects={aspectsBut(given, dimensions)}
            onChosen={(aspect, value) => {
              setIsAdding(false);
              filterBy(aspect, value);
            }}
            onCancel={() => setIsAdding(false)}
          />
        </Suspense>
      ) : (
        <Button
          ref={adding}
          icon="add"
          kind={given.length === 0 ? 'normal' : 'quiet'}
          onClick={() => setIsAdding(true)}
        >
          Add a filter
        </Button>
      )}
    </div>
  );
}

function aspectsBut(given: ReturnType<typeof eachFilter>, dimensions: readonly string[]): readonly Aspect[] {
  const all = [...dimensions.map((name) => `dimension:${name}`), 'category', 'sku', 'caller'];
  return all.filter((aspect) => !given.some((each) => each.aspect === aspect));
}

/** Other filters begin at the first page, and at all groups. */
function filterBy(aspect: Aspect, value: string | undefined): void {
  const former = aspect.startsWith('dimension:') ? { dimension: undefined } : {};
  changeQuery({ [filterMember(aspect)]: value, ...former, find: undefined, page: undefined, cursor: undefined });
}
