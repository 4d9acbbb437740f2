/* Finds pages by syllables. Loaded when the field is first used; folds by the rules of folding.py, reads the files of
   index.py. What is typed stays here: everybody who comes to the field loads the same files, in the same order, and all
   of them, whatever is typed and whatever was found already. Nothing is stored. */
(function () {
  "use strict";
  const box = document.querySelector(".find"), field = box.querySelector("input");
  const site = new URL("..", box.querySelector("a").href);
  const FIELDS = [1, 2.2, 4, 4]; // how much a word says by where it stands: text, heading, title, keyword
  const BODY = 0, HEADING = 1, TITLE = 2, KEYWORD = 3;
  const WAIT = 120, SHOWN = 8; // milliseconds of quiet before a search; results at once

  // --- how words are written ---

  const TONES = { "\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5" };

  // The texts of what is shown repeat their words: each is taken apart once.
  function once(make) {
    const made = new Map();
    return word => {
      if (!made.has(word)) made.set(word, make(word));
      return made.get(word);
    };
  }

  const exact = once(word => {
    let letters = "", tone = "";
    for (const sign of word.toLowerCase().normalize("NFD")) {
      if (TONES[sign]) tone = TONES[sign];
      else letters += sign;
    }
    return letters.normalize("NFC").replace(/^(qu|[^aeiouyăâêôơư]*)y$/, "$1i") + tone;
  });

  const folded = once(key => {
    const letters = /^\d/.test(key) ? key : key.replace(/[1-5]+$/, "");
    return letters.replace(/đ/g, "d").normalize("NFD").replace(/\p{M}/gu, "");
  });

  // Whether a word that was typed with some marks, or none, may be the one that is written so.
  function agrees(typed, written) {
    const [, letters, tone] = typed.match(/^(.*?)([1-5]?)$/), [, others, other] = written.match(/^(.*?)([1-5]?)$/);
    return typed === written || ((letters === others || letters === folded(typed)) && (!tone || tone === other));
  }

  function words(text) {
    return text.normalize("NFC").match(/[\p{L}\p{N}]+/gu) || [];
  }

  // Typed for Telex or VNI, and not converted. Both write a tone behind the vowel, where no syllable has such a sign.
  function converted(word) {
    const raw = word.toLowerCase();
    if (/^[a-z]+\d[a-z\d]*$/.test(raw)) return exact(fromVni(raw));
    return /^[a-z]+$/.test(raw) ? exact(fromTelex(raw)) : "";
  }

  const MARKS = { s: "\u0301", f: "\u0300", r: "\u0309", x: "\u0303", j: "\u0323", 1: "\u0301", 2: "\u0300", 3: "\u0309", 4: "\u0303", 5: "\u0323" };
  const HATS = { a: "â", e: "ê", o: "ô" }, HORNS = { a: "ă", o: "ơ", u: "ư" };

  function fromTelex(raw) {
    let [, onset, rhyme] = raw.match(/^([^aeiouyw]*)(.*)$/);
    const tone = (rhyme.match(/[sfrxj]/g) || []).pop();
    rhyme = rhyme.replace(/[sfrxjz]/g, "");
    if (/^dd|^d.*d$/.test(onset + rhyme)) { onset = onset.replace(/^dd?/, "đ"); rhyme = rhyme.replace(/d$/, ""); }
    rhyme = rhyme.replace(/([aeo])(.*?)\1/, (all, vowel, between) => HATS[vowel] + between);
    if (/w/.test(rhyme)) rhyme = rhyme.replace(/^w/, "u").replace(/uw?o|[aou]/, vowels => vowels.length > 1 ? "ươ" : HORNS[vowels]).replace(/w/g, "");
    return marked(onset + rhyme, tone);
  }

  function fromVni(raw) {
    const tone = (raw.match(/[1-5]/g) || []).pop();
    let letters = raw.replace(/\d/g, "");
    if (/9/.test(raw)) letters = letters.replace("d", "đ");
    if (/8/.test(raw)) letters = letters.replace("a", "ă");
    if (/7/.test(raw)) letters = letters.replace(/uo|[ou]/, vowels => vowels.length > 1 ? "ươ" : HORNS[vowels]);
    if (/6/.test(raw)) letters = letters.replace(/[aeo]/, vowel => HATS[vowel]);
    return marked(letters, tone);
  }

  // Where the mark of the tone stands does not matter to exact().
  function marked(letters, tone) {
    return tone ? letters + MARKS[tone] : letters;
  }

  // --- the index ---

  const GAP = 8; // places between two texts: words on both sides do not stand together
  const NUMERAL = /^(?:i{2,}|i?[vx]i{2,}|i[vx])$/; // of the plan's parts; no syllable
  const NUMBER = /\b\d{2,4}(?:[ .]\d{2,4}){2,}\b/g; // a telephone number, also looked for without its spaces
  let index = null; // what has come so far
  let loading = false, failed = false;

  function fetched(path, options) {
    return fetch(new URL(path, site), options).then(answer => {
      if (!answer.ok) throw new Error(answer.status);
      return answer.json();
    });
  }

  // A second time where something did not come: the site may have been published anew meanwhile, and its files are others.
  function load() {
    if (loading || (index && !index.left)) return;
    loading = true;
    failed = false;
    steps().catch(steps).then(() => { loading = false; }, () => {
      loading = false;
      failed = true;
      renewed();
    });
  }

  // Each file is asked for as soon as the last has come, before anything is made of that: what is typed delays nothing.
  async function steps() {
    const first = await fetched("tim/muc-luc.json", { cache: "no-cache" });
    if (!index || index.version !== first.version) begin(first);
    const ask = () => index.left > 0 && fetched(`tim/${index.version}/${index.next}.json`);
    let coming = ask();
    renewed();
    while (coming) {
      const part = await coming;
      index.next++;
      index.left--;
      coming = ask();
      if (coming) coming.catch(() => {}); // heard of when it is waited for
      take(part);
      renewed();
    }
  }

  function begin(first) {
    index = { ...first, next: 1, left: first.steps, pages: [], texts: [], syllables: new Map(), lengths: [], ends: [], titles: [], names: [] };
    index.groups.forEach(group => { group.words = group.words.map(parsed); group.also = group.also.map(parsed); });
    index.ignore = index.ignore.map(parsed);
    index.short = new Map(index.short);
    take(first);
  }

  // The words of a phrase; where one may be any of several ("chồng|vợ"), all of these.
  function parsed(phrase) {
    return phrase.split(" ").map(keys => keys.split("|").map(key => ({ exact: key, syllable: folded(key) })));
  }

  function take({ pages = [], texts = [], start = index.pages.length }) {
    pages.forEach((row, at) => addPage(row, start + at));
    texts.forEach(each => {
      const page = index.texts.push(each) - 1;
      each.forEach(text => add(page, text, BODY));
    });
    const known = index.lengths.filter((_, page) => index.pages[page][WHOLE]);
    index.average = known.reduce((sum, length) => sum + length, 0) / known.length;
  }

  const KIND = 1, WHOLE = 5; // of a row: what kind of page it is; its headings, where more than its title is known
  const WORDS = 0, WORTH = 1; // of what is said of a kind: what it is called, what its pages are worth beside others

  function addPage(row, page) {
    const [address, , title, description, names, passages] = row;
    if (!index.pages[page]) {
      index.ends[page] = index.lengths[page] = 0;
      index.titles[page] = add(page, title, TITLE);
      index.names[page] = add(page, address.replace(/\/$/, "").replace(/^.*\//, "").replace(/-/g, " "), KEYWORD);
    }
    index.pages[page] = row;
    if (!passages) return;
    add(page, description, BODY);
    names.forEach(each => add(page, each, KEYWORD));
    passages.forEach(([, heading, ...others], at) => {
      if (heading !== (at ? passages[at - 1][1] : null)) add(page, heading, HEADING);
      others.forEach(each => add(page, each, KEYWORD));
    });
  }

  // Puts the words of a text into the index; how many there are.
  function add(page, text, where) {
    const all = words(text), put = (syllable, key) => note(syllable, key, page, index.ends[page]++ << 12 | where);
    all.forEach(word => { const key = exact(word); put(folded(key), key); });
    (text.match(NUMBER) || []).forEach(number => { const merged = number.replace(/\D/g, ""); put(merged, merged); });
    index.ends[page] += GAP;
    index.lengths[page] += all.length;
    return all.length;
  }

  // Where a syllable stands: {keys, pages: Map of page → places}. A place is one number: where it is, which of the keys
  // is written there, and in which field. Frequent words have thousands.
  function note(syllable, key, page, place) {
    if (!index.syllables.has(syllable)) index.syllables.set(syllable, { keys: [], pages: new Map() });
    const { keys, pages } = index.syllables.get(syllable);
    let at = keys.indexOf(key);
    if (at < 0) at = keys.push(key) - 1;
    if (pages.has(page)) pages.get(page).push(place | at << 2);
    else pages.set(page, [place | at << 2]);
  }

  const NOWHERE = { keys: [], pages: new Map() };

  function places(syllable) {
    return index.syllables.get(syllable) || NOWHERE;
  }

  const stand = place => place >> 12, form = place => place >> 2 & 1023, where = place => place & 3;

  // --- what is asked ---

  // Each word with the syllables it may be: {choices: [{syllable, exact, weight}], weight}
  function understood(text) {
    const raw = words(text.replace(/\p{L}+/gu, calmed).replace(/\b([ivx]{1,4})(\d{1,2})\b/gi, "$1 $2")).flatMap(beforeNumber).flatMap(spelled), open = /[\p{L}\p{N}]$/u.test(text);
    const asked = raw.map((word, at) => ({ told: [...written(word), converted(word)], choices: choices(word, open && at === raw.length - 1), weight: 1 }));
    asked.forEach(unit => {
      const keys = [...unit.told, ...unit.choices.map(choice => choice.exact || choice.syllable)];
      unit.may = keys.filter(key => key).map(key => ({ key, syllable: folded(key) }));
    });
    soften(asked);
    const numbers = text.match(/\d[\d .]*\d/g) || [];
    for (const merged of numbers.map(number => number.replace(/\D/g, ""))) {
      if (merged.length > 5 && index.syllables.has(merged) && !raw.includes(merged)) asked.push({ choices: [{ syllable: merged, weight: 2 }], weight: 1, apart: true, told: [], may: [] });
    }
    return asked;
  }

  // A word and a number typed without the space between them ("lop8", "kehoach2026"), where the number is no VNI: that
  // has one tone, marks where there is what bears them, and no stopped syllable with another tone than sắc or nặng.
  function beforeNumber(word) {
    const [, letters, number] = word.match(/^(\p{L}{2,})(\d+)$/u) || [];
    if (!number || index.syllables.has(syllableOf(word))) return [word];
    const tones = number.match(/[1-5]/g) || [], bears = { 6: /[aeo]/i, 7: /[ou]/i, 8: /a/i, 9: /d/i };
    const vni = tones.length < 2 && !/0/.test(number) && [...number].every(digit => !bears[digit] || bears[digit].test(letters))
      && (!/(?:[ptc]|ch)$/i.test(letters) || /[15]/.test(number)) && index.syllables.has(syllableOf(letters));
    return vni ? [word] : [letters, number];
  }

  // What is meant by a short form ("ck"), the words of what was typed without spaces, or the word itself.
  function spelled(word) {
    return index.short.get(word.toLowerCase()) || apart(word) || [word];
  }

  // Letters held down ("cứuuuu") once, or twice where that is a syllable ("cuuuu"). "III" is a number.
  function calmed(word) {
    const held = /(?!i)(\p{L})\1{2,}/giu, twice = word.replace(held, "$1$1");
    return index.syllables.has(syllableOf(twice)) ? twice : word.replace(held, "$1");
  }

  // Words that were typed without the space between them ("baoluc"), where what they make stands side by side somewhere.
  function apart(word) {
    const meant = converted(word);
    if (word.length < 5 || /\d/.test(word) || [word, meant || word].some(one => index.syllables.has(syllableOf(one)))) return null;
    return split(word, "") || (meant ? split(meant, "") : null) || split(word.replace(/(\p{L})\1/gu, "$1"), "");
  }

  function split(rest, before) {
    if (index.syllables.has(syllableOf(rest)) && !NUMERAL.test(rest) && before && adjacent(before, rest)) return [rest];
    for (let at = Math.min(rest.length - 2, 7); at > 1; at--) {
      const one = rest.slice(0, at);
      if (NUMERAL.test(one) || !index.syllables.has(syllableOf(one)) || (before && !adjacent(before, one))) continue;
      const others = split(rest.slice(at), one);
      if (others) return [one, ...others];
    }
    return null;
  }

  function syllableOf(word) {
    return folded(exact(word));
  }

  // Whether one syllable stands right before another somewhere.
  function adjacent(one, other) {
    const theirs = places(syllableOf(other)).pages;
    return [...places(syllableOf(one)).pages].some(([page, list]) => theirs.has(page) && pairs(list, theirs.get(page)).length);
  }

  // The keys of a word as it was typed. With marks that it nowhere has ("sỗ") it may be any that is written like it.
  function written(word) {
    const key = exact(word), syllable = folded(key), { keys } = places(syllable);
    return !keys.length || keys.some(each => agrees(key, each)) ? [key] : [key, syllable];
  }

  function choices(word, unfinished) {
    const key = exact(word), syllable = folded(key), known = index.syllables;
    if (known.has(syllable)) return [{ syllable, exact: key === syllable || written(word).length > 1 ? "" : key, weight: 1 }];
    const meant = converted(word);
    if (meant && known.has(folded(meant))) return [{ syllable: folded(meant), exact: meant, weight: 1 }];
    if (/^\d/.test(syllable)) return [];
    const base = meant && !/[a-z]\d/.test(word) ? syllable : folded(meant || key);
    if (base.length < 4 && !unfinished) return []; // too short to guess at: an abbreviation
    const begun = unfinished && base.length > 1 ? [...known.keys()].filter(one => one.startsWith(base)).sort().slice(0, 6) : [];
    if (!begun.length && index.left) return []; // it may stand in what has not come yet
    return (begun.length ? begun : near(base)).map(one => ({ syllable: one, exact: "", weight: 0.6 }));
  }

  // Syllables that one letter more, less, another, or two letters changed about make of it.
  function near(word) {
    const known = index.syllables, found = new Set();
    for (let at = 0; at <= word.length; at++) {
      const before = word.slice(0, at), after = word.slice(at);
      const tries = [before + after.slice(1)];
      if (after.length > 1) tries.push(before + after[1] + after[0] + after.slice(2));
      for (const letter of "abcdeghiklmnopqrstuvxy") tries.push(before + letter + after, before + letter + after.slice(1));
      tries.filter(one => one.length > 1 && known.has(one)).forEach(one => found.add(one));
    }
    return [...found].sort((one, other) => (other[0] === word[0]) - (one[0] === word[0])).slice(0, 12); // the first letter is seldom wrong
  }

  // Words of a question that say nothing of what is asked about weigh little, unless there are no others.
  function soften(asked) {
    const weak = new Set();
    index.ignore.forEach(phrase => occurrences(asked, phrase).forEach(found => found.forEach(at => weak.add(at))));
    if (weak.size < asked.length) weak.forEach(at => { asked[at].weight = 0.12; });
  }

  // The groups of wordings that are met, each with the length of the longest phrase that was.
  function meant(asked) {
    const met = [];
    for (const group of index.groups) {
      const found = group.words.flatMap(phrase => occurrences(asked, phrase));
      if (!found.length) continue;
      if (group.hurt) found.flat().forEach(at => { asked[at].sure = true; });
      const unknown = found.flat().map(at => asked[at]).filter(unit => !unit.choices.some(choice => choice.weight === 1));
      if (group.also.length) unknown.forEach(unit => { unit.apart = true; unit.choices = []; });
      met.push({ ...group, said: new Set(found.flat()), long: Math.max(...found.map(places => places[places.length - 1] - places[0] + 1)), instead: unknown.length > 0 });
    }
    return met;
  }

  const BETWEEN = 3; // so many words at most where a phrase has "…"

  // The places of the words of a phrase, each time it stands in what is asked.
  function occurrences(asked, phrase) {
    return asked.map((_, at) => stands(asked, phrase, at)).filter(found => found);
  }

  function stands(asked, phrase, at) {
    const found = [];
    for (let step = 0; step < phrase.length; step++) {
      if (phrase[step][0].exact === "…") {
        const rest = phrase.slice(step + 1);
        for (let skipped = 0; skipped <= BETWEEN; skipped++) {
          const later = stands(asked, rest, at + skipped);
          if (later) return found.concat(later);
        }
        return null;
      }
      if (!asked[at] || !same(asked[at], phrase[step])) return null;
      found.push(at++);
    }
    return found;
  }

  function same(unit, word) {
    return unit.may.some(one => word.some(each => one.syllable === each.syllable && agrees(one.key, each.exact)));
  }

  // --- which pages answer ---

  function ranked(asked, groups) {
    const strong = asked.filter(unit => unit.weight > 0.2).length || 1;
    const more = groups.map(group => group.also.map(phrase => phrase.map(([each], step) => (
      { choices: [{ ...each, weight: 1 }], weight: group.instead ? 1 : WEIGHTS.added + WEIGHTS.addedWhole * share(group.long, strong), added: true, starts: !step }))));
    const units = [...asked, ...more.flat(2)];
    units.forEach(unit => {
      const found = unit.choices.map(choice => places(choice.syllable));
      unit.pages = together(found);
      unit.weights = found.flatMap(({ keys }, number) => keys.map(key => weight(unit.choices[number], key)));
      unit.rarity = Math.log(1 + index.pages.length / (0.5 + unit.pages.size));
    });
    if (!index.left && amended(asked)) return ranked(asked, groups);
    groups.forEach((group, number) => group.said.forEach(at => otherwise(asked[at], group, more[number])));
    const scores = new Map();
    const mass = asked.reduce((sum, unit) => sum + (unit.apart ? 0 : unit.weight * unit.rarity), 0) || 1;
    const candidates = new Set(units.flatMap(unit => [...unit.pages.keys()]));
    candidates.forEach(page => scores.set(page, score(page, units, mass)));
    const top = Math.max(1, ...scores.values());
    const worth = new Map(); // of pages that the wordings name: what the one says of them that says most
    groups.forEach(group => {
      const part = share(group.long, strong);
      const most = group.hurt ? WEIGHTS.hurt + WEIGHTS.hurtWhole * part : WEIGHTS.named + WEIGHTS.namedWhole * part;
      group.pages.filter(page => index.pages[page]).forEach((page, at) => worth.set(page, Math.max(worth.get(page) || 0, most - 0.1 * at)));
    });
    worth.forEach((most, page) => scores.set(page, (scores.get(page) || 0) * 0.4 + top * most));
    behind(scores);
    const least = Math.min(top, Math.max(0, ...scores.values())) * WEIGHTS.least;
    return [...scores].filter(one => one[1] > least).sort((one, other) => other[1] - one[1] || one[0] - other[0]);
  }

  // A page that says a word of what was asked by words that mean the same, or is named for it, has that word.
  function otherwise(unit, group, phrases) {
    unit.otherwise = unit.otherwise || new Set();
    group.pages.forEach(page => unit.otherwise.add(page));
    for (const phrase of phrases) {
      for (const page of phrase[0].pages.keys()) if (phrase.every(each => each.pages.has(page))) unit.otherwise.add(page);
    }
  }

  // Officers' pages stand behind the best of the others, unless these hardly answer: then they are what is looked for.
  function behind(scores) {
    const of = officers => Math.max(0, ...[...scores].filter(([page]) => (kind(page) === "officers") === officers).map(one => one[1]));
    const best = of(false);
    if (best < of(true) * WEIGHTS.residents) return;
    scores.forEach((value, page) => { if (kind(page) === "officers") scores.set(page, Math.min(value, best * 0.99)); });
  }

  // A syllable that nowhere stands beside its neighbours may be another, one letter away, that does. Asked once, and not
  // of the words by which somebody who is hurt was understood.
  function amended(asked) {
    let changed = false;
    for (let at = 0; at < asked.length; at++) {
      const unit = asked[at], beside = [asked[at - 1], asked[at + 1]].filter(one => one && one.choices.length && !one.apart);
      if (unit.sure || unit.apart || unit.choices.length !== 1 || !beside.length || /^\d/.test(unit.told[0])) continue;
      unit.sure = true;
      if (met(unit.choices[0].syllable, at, asked)) continue;
      const others = near(unit.choices[0].syllable).filter(one => met(one, at, asked));
      others.forEach(one => unit.choices.push({ syllable: one, exact: "", weight: 0.7 }));
      changed = changed || others.length > 0;
    }
    return changed;
  }

  // Whether a syllable stands anywhere beside one of the words that it was typed beside.
  function met(syllable, at, asked) {
    const mine = places(syllable).pages;
    return [-1, 1].some(step => {
      const other = asked[at + step];
      if (!other || other.apart) return false;
      for (const [page, list] of mine) {
        const theirs = other.pages.get(page);
        if (theirs && (step > 0 ? pairs(list, theirs) : pairs(theirs, list)).length) return true;
      }
      return false;
    });
  }

  // The places of all that a word may be, in the order they stand in, with the keys of one behind those of the other.
  function together(found) {
    if (found.length === 1) return found[0].pages;
    const all = new Map();
    let before = 0;
    for (const { keys, pages } of found) {
      pages.forEach((list, page) => all.set(page, (all.get(page) || []).concat(list.map(place => place + (before << 2)))));
      before += keys.length;
    }
    all.forEach(list => list.sort((one, other) => one - other));
    return all;
  }

  // Those of one list that those of the other stand right behind; both are in order.
  function pairs(list, others) {
    const found = [];
    let at = 0;
    for (const one of list) {
      while (at < others.length && stand(others[at]) <= stand(one)) at++;
      if (at < others.length && stand(others[at]) === stand(one) + 1) found.push([one, others[at]]);
    }
    return found;
  }

  // How much it says that a word is written so.
  function weight(choice, key) {
    return choice.weight * (!choice.exact || agrees(choice.exact, key) ? 1 : WEIGHTS.otherwise);
  }

  // Tuned on the queries of tests/search/queries.yml: `make search-quality`.
  const WEIGHTS = {
    often: 1.2, // how soon more of the same word says no more (k1 of BM25)
    long: 0.5, // how much the length of a page takes away (b of BM25)
    otherwise: 0.4, // of a word with other marks than were typed
    pair: 1.5, // of words that stand side by side
    whole: 0.6, // of a title, or an address, that was typed to the last word
    added: 0.5, // of words that nobody typed, but that mean the same; more where their phrase is all that was asked:
    addedWhole: 0.4,
    covered: 0.75, // what is lost where none of the words is met
    named: 0.7, // of a page that the wordings name; where the phrase is all that was asked:
    namedWhole: 0.75,
    hurt: 0.6, // the same, of pages for somebody who is hurt
    hurtWhole: 0.7,
    least: 0.22, // of the best page by its words: less is no answer
    residents: 0.45, // of the best page for officers: what a page for residents must be worth to stand before it
  };

  function score(page, units, mass) {
    let sum = 0, met = 0, before = null;
    const long = 1 - WEIGHTS.long + WEIGHTS.long * (index.pages[page][WHOLE] ? index.lengths[page] / index.average : 1);
    const typed = { [TITLE]: 0, [KEYWORD]: 0 }; // how many words of what was typed stand there
    for (const unit of units) {
      const list = unit.pages.get(page);
      if (list) {
        let often = 0;
        for (const place of list) often += unit.weights[form(place)] * FIELDS[where(place)];
        sum += unit.weight * unit.rarity * often * (WEIGHTS.often + 1) / (often + WEIGHTS.often * long);
        if (!unit.added) for (const field of [TITLE, KEYWORD]) typed[field] += strongest(unit, list, field);
        if (before && !unit.starts) sum += WEIGHTS.pair * beside(before, unit, page);
      }
      if (!unit.added && !unit.apart && (list || unit.otherwise && unit.otherwise.has(page))) met += unit.weight * unit.rarity;
      before = list ? unit : null;
    }
    const covered = Math.min(1, met / mass);
    const named = Math.max(share(typed[TITLE], index.titles[page]), share(typed[KEYWORD], index.names[page]));
    return sum * (1 - WEIGHTS.covered + WEIGHTS.covered * covered * covered) * (1 + WEIGHTS.whole * named * named) * index.labels[kind(page)][WORTH];
  }

  // How much a word says that stands in that field, if it does.
  function strongest(unit, list, field) {
    return list.reduce((best, place) => where(place) === field ? Math.max(best, unit.weights[form(place)]) : best, 0);
  }

  // How much of a title, an address or a whole question something makes up.
  function share(typed, length) {
    return length ? Math.min(1, typed / length) : 0;
  }

  // Two words that stand side by side as they were typed mean more than both apart.
  function beside(one, other, page) {
    let best = 0, count = 0;
    for (const [each, after] of pairs(one.pages.get(page), other.pages.get(page))) {
      const said = one.weights[form(each)] * other.weights[form(after)];
      count += said;
      best = Math.max(best, said * Math.sqrt(FIELDS[where(each)]));
    }
    return count ? Math.min(one.weight, other.weight) * (one.rarity + other.rarity) * (best + 0.25 * Math.log(1 + count)) : 0;
  }

  // --- what is shown of a page ---

  function meets(asked, key) {
    const syllable = folded(key);
    return asked.some(unit => unit.weight > 0.2 && may(unit, syllable));
  }

  // The passage that says most of what was asked. One that is called so ("II.3", "nhiệm vụ 3") is the one that is meant.
  function best(asked, passages, texts) {
    let found = { anchor: "", heading: "", text: "" }, most = -1;
    passages.forEach(([anchor, heading, ...names], at) => {
      const text = texts[at] || "";
      const total = saying(asked, `${heading} ${text}`) + 8 * Math.max(0, ...names.map(name => called(asked, name)));
      if (total > most) { most = total; found = { anchor, heading, text }; }
    });
    return found;
  }

  function saying(asked, text) {
    const said = new Set(), all = words(text).map(word => folded(exact(word)));
    let pairs = 0;
    all.forEach((syllable, at) => asked.forEach((unit, number) => {
      if (!may(unit, syllable)) return;
      said.add(number);
      if (asked[number + 1] && may(asked[number + 1], all[at + 1])) pairs += Math.min(unit.weight, asked[number + 1].weight);
    }));
    return [...said].reduce((sum, number) => sum + asked[number].weight * (asked[number].rarity || 1), 0) + Math.min(pairs, 6);
  }

  // How many words a name has that was typed whole, in its order: "II.3" says more than "II".
  function called(asked, name) {
    const all = words(name).map(word => folded(exact(word))).filter(syllable => syllable !== "muc");
    const from = asked.findIndex(unit => may(unit, all[0]));
    const typed = from < 0 ? 0 : all.filter((syllable, at) => asked[from + at] && may(asked[from + at], syllable)).length;
    return typed === all.length ? typed : 0;
  }

  function may(unit, syllable) {
    return unit.choices.some(choice => choice.syllable === syllable);
  }

  const LONG = 170; // letters of an excerpt

  function excerpt(asked, text) {
    const hits = [...text.matchAll(/[\p{L}\p{N}]+/gu)].filter(word => meets(asked, exact(word[0])));
    let from = 0, most = 0;
    hits.forEach((hit, at) => {
      const count = hits.slice(at).filter(other => other.index < hit.index + LONG).length;
      if (count > most) { most = count; from = hit.index; }
    });
    from = Math.max(0, text.lastIndexOf(" ", Math.max(0, from - 40)));
    let to = text.length <= from + LONG ? text.length : text.lastIndexOf(" ", from + LONG);
    const part = document.createElement("p");
    if (from) part.append("… ");
    for (const hit of hits) {
      if (hit.index < from || hit.index + hit[0].length > to) continue;
      part.append(text.slice(from, hit.index));
      const marked = document.createElement("mark");
      marked.textContent = hit[0];
      part.append(marked);
      from = hit.index + hit[0].length;
    }
    part.append(text.slice(from, to) + (to < text.length ? " …" : ""));
    return part;
  }

  // --- the list of results ---

  const said = document.querySelector(".found-said"), found = document.createElement("section"), help = document.querySelector(".found-help");
  const kinds = document.createElement("div"), list = document.createElement("ol"), more = button("Xem thêm"), further = button("");
  found.className = "found";
  found.hidden = true;
  found.setAttribute("aria-label", "Kết quả tìm");
  kinds.className = "found-kinds";
  kinds.setAttribute("role", "group");
  kinds.setAttribute("aria-label", "Chỉ xem");
  list.setAttribute("role", "list");
  found.append(help, kinds, list, more, further);
  document.querySelector("main").prepend(said, found); // within it: what keeps to its bottom edge stays in reach

  function button(words) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button quiet";
    made.hidden = true;
    made.textContent = words;
    return made;
  }

  let asked = [], groups = [], answers = [], pages = [], chosen = "", shown = 0; // answers: all that was found; pages: of the chosen kind

  // What was typed, looked for anew: the best of it is shown.
  function search() {
    if (!words(field.value).length) return close();
    chosen = "";
    shown = SHOWN;
    answer();
  }

  // More has come, or nothing will: what is shown is looked for once more, and the focus stays where it is.
  function renewed() {
    if (!words(field.value).length) return;
    const link = list.contains(document.activeElement) && document.activeElement.href;
    answer();
    const same = link && [...list.querySelectorAll("a")].find(each => each.href === link);
    if (same) same.focus();
  }

  function answer() {
    found.hidden = false;
    stay(true);
    if (index) find();
    help.hidden = index && !failed && !groups.some(group => group.hurt);
    say();
    found.setAttribute("aria-busy", !failed && (!index || index.left > 0));
  }

  function find() {
    asked = understood(field.value);
    groups = meant(asked);
    answers = ranked(asked, groups).slice(0, 60).map(one => one[0]);
    show();
  }

  // The answers of the chosen kind, or all, as many as are shown.
  function show() {
    pages = answers.filter(page => !chosen || kind(page) === chosen);
    shown = Math.min(Math.max(shown, SHOWN), pages.length);
    const items = pages.slice(0, shown).map(result); // what is the same stays: somebody may be about to press it
    if (items.length !== list.children.length || items.some((item, at) => !item.isEqualNode(list.children[at]))) refill(list, ...items);
    more.hidden = shown >= pages.length;
    further.hidden = !index.more || index.left > 0;
    further.textContent = `Tìm cả trong lời của các bài cũ (tải thêm chừng ${(index.heavy / 1e6).toFixed(1).replace(".", ",")} MB)`;
    offer();
  }

  function kind(page) {
    return index.pages[page][KIND];
  }

  // What people read of a kind; nothing of pages that need no word for it.
  function label(kind) {
    return index.labels[kind][WORDS];
  }

  more.onclick = () => {
    const at = shown;
    shown += SHOWN;
    show();
    list.children[at].querySelector("a").focus();
  };

  // The texts of old posts, for who asks for them: all of them, whatever is looked for.
  further.onclick = () => {
    index.left = index.more;
    index.more = 0;
    load();
    answer();
    said.focus(); // the button goes
  };

  function say() {
    const count = `Có ${pages.length} trang`;
    if (failed && index && pages.length) tell(`${count}; phần còn lại chưa tải được: mất mạng. Xin thử lại, hoặc xem `, true);
    else if (failed) tell("Chưa tìm được: mất mạng, hoặc trang vừa được cập nhật. Xin thử lại, hoặc xem ", true);
    else if (!index || index.left) tell(pages.length ? `${count}, đang tìm thêm …` : "Đang tìm …");
    else if (pages.length) tell(`${count}.`);
    else tell("Không thấy trang nào. Thử gõ chữ khác, hoặc xem ", true);
  }

  // A button for each kind that was found, where there are more than one.
  function offer() {
    const met = Object.keys(index.labels).filter(each => label(each) && answers.some(page => kind(page) === each));
    const buttons = ["", ...met].map(each => {
      const made = button(`${each ? label(each) : "Tất cả"} (${answers.filter(page => !each || kind(page) === each).length})`);
      made.className = "";
      made.hidden = false;
      made.setAttribute("aria-pressed", each === chosen);
      made.onclick = () => {
        chosen = each;
        shown = SHOWN;
        show();
        say();
        kinds.querySelector("[aria-pressed=true]").focus();
      };
      return made;
    });
    refill(kinds, ...(met.length > 1 ? buttons : []));
  }

  function result(page) {
    const [address, kind, title, description = "", , passages = []] = index.pages[page];
    const { anchor, heading, text } = best(asked, passages, index.texts[page] || []);
    const item = document.createElement("li"), link = document.createElement("a"), name = document.createElement("strong");
    link.href = new URL(address + (anchor ? `#${anchor}` : ""), site);
    name.textContent = title;
    link.append(name);
    if (label(kind)) {
      const tag = document.createElement("span");
      tag.className = "tag";
      tag.textContent = label(kind);
      link.append(" ", tag);
    }
    if (heading && heading !== title) {
      const under = document.createElement("span");
      under.className = "under";
      under.textContent = heading;
      link.append(under);
    }
    if (text || description) link.append(excerpt(asked, text || description));
    item.append(link);
    return item;
  }

  function refill(part, ...children) {
    part.textContent = "";
    part.append(...children);
  }

  function tell(words, toMap) {
    refill(said, words);
    if (toMap) {
      const map = document.createElement("a");
      map.href = new URL("tim/", site);
      map.textContent = "mọi trang";
      said.append(map, ".");
    }
  }

  // While results are there the way out stands below them, as on pages that always have it.
  let wayOut = null;

  function stay(needed) {
    const given = document.querySelector(".panel-words .way-out");
    if (needed && !wayOut && given && !document.querySelector("main .way-out")) {
      wayOut = document.querySelector("main").appendChild(given.cloneNode(true));
    } else if (!needed && wayOut) {
      wayOut.remove();
      wayOut = null;
    }
  }

  function close() {
    found.hidden = help.hidden = true;
    stay(false);
    [said, list, kinds].forEach(part => refill(part));
  }

  // --- keys ---

  let timer;
  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, WAIT); });
  field.addEventListener("keydown", event => {
    if (event.key === "Enter") { clearTimeout(timer); load(); search(); }
  });
  document.addEventListener("keydown", event => {
    const inside = event.target === field || found.contains(event.target);
    if (!inside || found.hidden) return;
    if (event.key === "Escape") { field.value = ""; close(); field.focus(); }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const stops = [field, ...found.querySelectorAll("button, li > a")].filter(each => each.offsetParent);
    const at = stops.indexOf(event.target), to = at < 0 ? null : stops[at + step];
    if (to) { event.preventDefault(); to.focus(); }
  });
  window.addEventListener("forget", () => { clearTimeout(timer); close(); }); // field.js: when the page is left
  // What did not come is asked for again by who comes back to the field or presses Enter, and not with each letter.
  field.addEventListener("focus", load);
  load();
  if (field.value) search();
})();
