// What tests look at in a page. Handed to the browser with every look, as the
// body of a function: names of this file are not seen by the page.
const tidy = (text) => (text ?? '').replace(/\s+/g, ' ').trim();
const all = (css, root = document) => [...root.querySelectorAll(css)];

const shown = (element) =>
  element.getClientRects().length > 0 &&
  element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });

// While a dialog is open, nothing else can be reached.
const reach = () => all('dialog:modal').at(-1) ?? document;

// The text without what is hidden from a screen reader, or controls inside.
const spoken = (element) => {
  const copy = element.cloneNode(true);
  for (const part of all('[aria-hidden=true], input, select, textarea', copy)) part.remove();
  return tidy(copy.textContent);
};

const referred = (element) =>
  (element.getAttribute('aria-labelledby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .join(' ');

const names = (element) =>
  [
    element.getAttribute('aria-label'),
    referred(element),
    element.innerText,
    spoken(element),
    element.matches('input[type=button], input[type=submit], input[type=reset]') && element.value,
  ]
    .map((name) => tidy(name || ''))
    .filter((name) => name !== '');

const PRESSABLE =
  'button, a[href], summary, [role=button], [role=link], [role=tab], [role=menuitem], ' +
  '[role=menuitemradio], [role=option], [role=switch], ' +
  'input[type=button], input[type=submit], input[type=reset]';

const enabled = (element) =>
  !element.matches(':disabled') && element.getAttribute('aria-disabled') !== 'true';

const centre = (element) =>
  element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });

// One element of those that match, or why not.
const only = (found, what, others) => {
  const links = new Set(found.map((element) => element.href ?? element));
  if (found.length === 0) return { seen: `there is no ${what}; there is ${others() || 'nothing'}` };
  if (links.size > 1) return { seen: `there are ${found.length} times ${what}` };
  if (!enabled(found[0])) return { seen: `${what} is disabled` };
  centre(found[0]);
  return { element: found[0] };
};

const quoted = (texts) => texts.map((text) => `"${text}"`).join(', ');

const pressable = (name, css) => {
  const roots = css === null ? [reach()] : all(css).filter(shown);
  const here = [...new Set(roots.flatMap((root) => all(PRESSABLE, root)))].filter(shown);
  const found = here.filter((element) => names(element).includes(tidy(name)));
  return only(found, `button or link "${name}"`, () =>
    quoted(here.map((element) => names(element)[0] ?? `<${element.tagName}>`)),
  );
};

const labels = (field) =>
  [
    ...[...(field.labels ?? [])].map(spoken),
    field.getAttribute('aria-label'),
    referred(field),
  ]
    .map((name) => tidy(name || ''))
    .filter((name) => name !== '');

const field = (label) => {
  const here = all('input, textarea, select', reach()).filter(
    (one) => shown(one) || [...(one.labels ?? [])].some(shown),
  );
  const found = here.filter((one) => labels(one).includes(tidy(label)));
  return only(found, `field "${label}"`, () => quoted(here.map((one) => labels(one)[0] ?? one.name)));
};

// What to click for a box: its label, since the box itself may be hidden.
const labelled = (name) => {
  const { element, seen } = field(name);
  return element ? { element: [...element.labels].find(shown) ?? element } : { seen };
};

const first = (css) => {
  const found = all(css, reach()).find(shown);
  if (!found) return { seen: `nothing visible matches ${css}` };
  centre(found);
  return { element: found };
};

const visible = (radio) => shown(radio) || [...(radio.labels ?? [])].some(shown);

// The question that is asked now: the one named; else the first without an
// answer; else the one with the focus; else the first.
const question = (legend) => {
  const groups = all('fieldset, [role=radiogroup]', reach()).filter((group) =>
    all('input[type=radio]', group).some(visible),
  );
  // A group inside another is the question; the outer one is a heading.
  const inner = groups.filter((group) => !groups.some((one) => one !== group && group.contains(one)));
  if (legend !== null) {
    const asks = (group) =>
      [tidy(group.querySelector('legend')?.innerText), tidy(referred(group)), group.ariaLabel];
    return inner.find((group) => asks(group).includes(tidy(legend)));
  }
  return (
    inner.find((group) => !group.querySelector('input[type=radio]:checked')) ??
    inner.find((group) => group.contains(document.activeElement)) ??
    inner[0]
  );
};

const option = (legend, value) => {
  const group = question(legend);
  if (!group) return { seen: legend === null ? 'no question is asked' : `nobody asks "${legend}"` };
  const radios = all('input[type=radio]', group);
  const radio = radios.find((one) => one.value === value);
  if (!radio) return { seen: `the values to choose from are ${radios.map((one) => one.value)}` };
  if (!enabled(radio)) return { seen: 'it is disabled' };
  const target = [...(radio.labels ?? [])].find(shown) ?? radio;
  centre(target);
  return { element: target, radio };
};

const describe = (element) => {
  if (!element || element === document.body) return 'nothing';
  const id = element.id && `#${element.id}`;
  const name = names(element)[0] ?? labels(element)[0] ?? '';
  return `<${element.tagName.toLowerCase()}${id}> "${name.slice(0, 80)}"`;
};

// What reaches beyond the page's edge, innermost only; nothing if the page can't be scrolled sideways.
const wide = () => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const out = all('body *').filter((one) => {
    const { left, right, width } = one.getBoundingClientRect();
    return width > 0 && (right > clientWidth + 0.5 || left < -0.5);
  });
  const inner = out.filter((one) => !out.some((other) => other !== one && one.contains(other)));
  return inner.length > 0 ? inner.slice(0, 5) : [document.body];
};

// What is to be touched, and too small for it.
const small = () => {
  const least = 43.5;
  const isText = (link) => link.matches('a') && getComputedStyle(link).display === 'inline';
  return all('button, a[href], summary, select, textarea, input, [role=button]', reach())
    .filter((one) => !isText(one))
    .map((one) => [one, one.matches('[type=radio], [type=checkbox]') ? one.closest('label') ?? one : one])
    .filter(([, target]) => shown(target))
    .map(([one, target]) => [one, target.getBoundingClientRect()])
    .filter(([, { width, height }]) => width > 2 && (width < least || height < least))
    .map(([one, { width, height }]) => `${describe(one)}: ${Math.round(width)} by ${Math.round(height)}`);
};

// Transitions and animations that have an end. What is folded away stands still until it is opened.
const moving = () =>
  document
    .getAnimations()
    .filter((one) => one.playState === 'running' && one.effect.getComputedTiming().endTime !== Infinity)
    .filter((one) => shown(one.effect.target));
