/* Small helps; every page works without them. */
(function () {
  "use strict";

  function each(selector, root, act) {
    Array.prototype.forEach.call((root || document).querySelectorAll(selector), act);
  }

  /* The faults of a form take the focus, so that they are read first. */
  function focusFaults(root) {
    var summary = (root || document).querySelector("[data-focus]");
    if (summary) { summary.focus(); }
  }

  /* An open menu closes on Escape, on a click outside, or when focus leaves it. */
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") { return; }
    each("details[data-menu][open]", document, function (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
  document.addEventListener("click", function (event) {
    each("details[data-menu][open]", document, function (menu) {
      if (!menu.contains(event.target)) { menu.open = false; }
    });
  });
  document.addEventListener("focusout", function (event) {
    var menu = event.target.closest && event.target.closest("details[data-menu][open]");
    if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) { menu.open = false; }
  });

  /* Copy a link, and say that it is done. */
  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("[data-copy]");
    if (!button || !navigator.clipboard) { return; }
    event.preventDefault();
    var url = new URL(button.getAttribute("data-copy") || "", window.location.href).href;
    navigator.clipboard.writeText(url).then(function () {
      var words = button.textContent;
      button.textContent = button.getAttribute("data-copied") || "✓";
      button.classList.add("is-copied");
      window.setTimeout(function () { button.textContent = words; }, 2000);
    });
  });

  /* Print from a button where the browser's own menu is hard to reach (phones). */
  document.addEventListener("click", function (event) {
    if (event.target.closest && event.target.closest("[data-print]")) { window.print(); }
  });

  /* Nothing typed is lost: a draft stays in this browser until its form is sent. It is one person's:
     another who signs in finds nothing, signing out erases it, and so do seven days. What is private
     (a note, a text about a person) is never kept: its form is data-private. */
  var DRAFT = "mithaq:draft:", SENT = "mithaq:sent", DAYS = 7;
  var DRAFTED = "form[data-draft]:not([data-private])";
  function person() {
    var head = document.querySelector("[data-person]");
    return head ? head.getAttribute("data-person") : "";
  }
  function draftKey(form) {
    var place = form.getAttribute("data-draft-at") || window.location.pathname;
    return DRAFT + person() + ":" + form.getAttribute("data-draft") + ":" + place;
  }
  function drafts() {
    try { return Object.keys(localStorage).filter(function (key) { return key.indexOf("mithaq:") === 0; }); }
    catch (error) { return []; }
  }
  function forget(key) { try { localStorage.removeItem(key); } catch (error) { return; } }
  function isKept(field) {
    return field.name && ["password", "file", "hidden", "submit"].indexOf(field.type) < 0;
  }
  function keepDraft(form) {
    var values = {};
    Array.prototype.forEach.call(form.elements, function (field) {
      if (!isKept(field)) { return; }
      if (field.type === "checkbox" || field.type === "radio") {
        if (field.checked) { (values[field.name] = values[field.name] || []).push(field.value); }
      } else { values[field.name] = field.value; }
    });
    try { localStorage.setItem(draftKey(form), JSON.stringify({ at: Date.now(), values: values })); } catch (error) { return; }
  }
  function readDraft(key) {
    try { return JSON.parse(localStorage.getItem(key) || "null"); } catch (error) { return null; }
  }
  function restoreDraft(form) {
    var draft = readDraft(draftKey(form)), values = draft && draft.values;
    if (!values || form.querySelector("[data-focus]")) { return; }
    Array.prototype.forEach.call(form.elements, function (field) {
      if (!isKept(field) || !(field.name in values)) { return; }
      if (field.type === "checkbox" || field.type === "radio") {
        field.checked = values[field.name].indexOf(field.value) >= 0;
      } else if (!field.value || form.hasAttribute("data-unsent")) { field.value = values[field.name]; }
    });
    /* Said once the words stand in their place, so that a screen reader hears it. */
    var told = form.querySelector("[data-kept]");
    if (told) { window.setTimeout(function () { told.textContent = told.getAttribute("data-kept"); }, 100); }
  }
  /* Of another person, of an earlier form of this store, or too old: erased before anything is shown.
     Nobody signed in: a session that only expired finds its drafts again. */
  function sweepDrafts() {
    var mine = DRAFT + person() + ":", nobody = DRAFT + ":", oldest = Date.now() - DAYS * 86400000;
    drafts().forEach(function (key) {
      var draft = readDraft(key), isMine = key.indexOf(mine) === 0 || key.indexOf(nobody) === 0;
      if (key.indexOf(DRAFT) !== 0 || !draft || !(draft.at > oldest) || (person() && !isMine)) { forget(key); }
    });
  }
  /* A form that was sent and answered by another page is done; the same page with faults is not, and
     nor is the page that asks to sign in again. */
  function noteSent(form) {
    try { sessionStorage.setItem(SENT, draftKey(form)); } catch (error) { return; }
  }
  function forgetSent() {
    var key = null, visit = window.performance && performance.getEntriesByType("navigation")[0];
    try { key = sessionStorage.getItem(SENT); } catch (error) { return; }
    try { sessionStorage.removeItem(SENT); } catch (error) { return; }
    var isMine = key && key.indexOf(DRAFT + person() + ":") === 0;
    if (isMine && visit && visit.redirectCount > 0 && !document.querySelector("[data-focus]")) { forget(key); }
  }
  function watchDrafts() {
    sweepDrafts();
    forgetSent();
    /* The page that follows a success names the draft to forget. */
    each("[data-draft-done]", document, function (mark) {
      var prefix = DRAFT + person() + ":" + mark.getAttribute("data-draft-done") + ":";
      drafts().forEach(function (key) { if (key.indexOf(prefix) === 0) { forget(key); } });
    });
    each(DRAFTED, document, restoreDraft);
    reopenDrafts();
    each("form[data-sign-out]", document, function (form) {
      form.addEventListener("submit", function () { drafts().forEach(forget); });
    });
  }

  document.addEventListener("input", function (event) {
    var form = event.target.closest && event.target.closest(DRAFTED);
    if (form) { keepDraft(form); }
  });
  document.addEventListener("submit", function (event) {
    if (event.target.matches(DRAFTED) && !event.target.hasAttribute("hx-post")) { noteSent(event.target); }
  });
  /* A form that opens at the press of a link opens again with what was typed in it, however the page
     that held it was left; the focus stays where the reader put it. */
  function reopenDrafts() {
    each("a[data-reopens]:not([data-reopening])", document, function (link) {
      if (!window.htmx || !readDraft(DRAFT + person() + ":" + link.getAttribute("data-reopens"))) { return; }
      link.setAttribute("data-reopening", "1");
      window.setTimeout(function () { link.click(); }, 0);
    });
  }
  document.addEventListener("htmx:beforeSwap", function (event) {
    var source = event.detail.requestConfig.elt;
    if (source.hasAttribute("data-reopening")) {
      event.detail.serverResponse = event.detail.serverResponse.replace(/ autofocus/g, "");
    }
  });
  document.addEventListener("htmx:afterSwap", function (event) {
    var source = event.detail.requestConfig && event.detail.requestConfig.elt;
    var left = source && source.closest && source.closest(DRAFTED), key = left && draftKey(left), isHere = false;
    each(DRAFTED, document, function (form) {
      isHere = isHere || draftKey(form) === key;
      if (form.hasAttribute("data-unsent")) { restoreDraft(form); }
    });
    /* Sent, or closed by its own link: done. Carried away by another act: opened again. */
    if (left && !document.contains(left) && !isHere) { forget(key); }
    reopenDrafts();
  });

  /* What was typed in another form and not sent is asked about before it is left behind. */
  document.addEventListener("submit", function (event) {
    var ask = event.submitter && event.submitter.getAttribute("data-ask-unsent");
    if (!ask) { return; }
    var isLeft = Array.from(document.querySelectorAll("form[data-unsent] textarea")).some(function (field) {
      return field.value.trim() && field.value !== field.defaultValue;
    });
    if (isLeft && !window.confirm(ask)) { event.preventDefault(); event.stopImmediatePropagation(); }
  }, true);

  /* A form sent once says that it is busy instead of going dead. */
  document.addEventListener("submit", function (event) {
    var button = event.submitter;
    if (!button || !button.classList.contains("button") || event.target.method === "get") { return; }
    if (event.target.getAttribute("data-sent")) { event.preventDefault(); return; }
    event.target.setAttribute("data-sent", "1");
    button.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", function (event) {
    if (!event.persisted) { return; }
    each("form[data-sent]", document, function (form) { form.removeAttribute("data-sent"); });
    each("[aria-busy]", document, function (button) { button.removeAttribute("aria-busy"); });
  });

  var applied = false;
  document.addEventListener("submit", function (event) {
    if (event.target.classList.contains("filters")) { applied = true; }
  }, true);

  /* After a page of a list is replaced by its pagination, focus goes to the list's top. */
  document.addEventListener("htmx:afterSwap", function (event) {
    var source = event.detail.requestConfig && event.detail.requestConfig.elt;
    if (source && source.closest && !source.closest("form")) {
      var top = document.getElementById("resultats");
      if (top && source.hasAttribute("data-page")) { top.focus(); top.scrollIntoView(); }
    } else if (source && source.classList && source.classList.contains("filters") && applied) {
      /* « Appliquer » was pressed: the results come into view; live filters never move the page. */
      var head = document.getElementById("liste");
      if (head) { head.focus({ preventScroll: true }); head.scrollIntoView(); }
      applied = false;
    }
    focusFaults(event.detail.target);
  });
  /* An address carries only what was chosen. */
  document.addEventListener("htmx:configRequest", function (event) {
    if (event.detail.verb !== "get") { return; }
    Array.from(event.detail.formData.entries()).forEach(function (pair) {
      if (pair[1] === "") { event.detail.formData.delete(pair[0]); }
    });
  });
  /* A field that saves itself says beside it that it could not. */
  function unkept(event) {
    var words = event.detail.target && event.detail.target.getAttribute("data-unkept");
    if (words) { event.detail.target.textContent = words; }
  }
  document.addEventListener("htmx:responseError", unkept);
  document.addEventListener("htmx:sendError", function (event) {
    document.body.setAttribute("data-offline", "1");
    unkept(event);
  });

  /* On a narrow screen the filters wait folded above the list; without script they stay open. */
  function foldFilters() {
    if (!window.matchMedia("(max-width: 860px)").matches) { return; }
    each("details[data-filters]", document, function (filters) {
      filters.open = Boolean(filters.querySelector("input:checked:not([value=''])"));
    });
  }

  /* A long filter in groups is searched as it is typed; the list waits for a choice. */
  function plain(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f\u064b-\u0655\u0670]/g, "").replace(/[أإآ]/g, "ا");
  }
  document.addEventListener("input", function (event) {
    if (!event.target.hasAttribute("data-narrow")) { return; }
    event.stopPropagation();
    var asked = plain(event.target.value.trim());
    each(".facet-group", event.target.closest("fieldset"), function (group) {
      var found = 0;
      each("li", group, function (item) {
        item.hidden = plain(item.textContent).indexOf(asked) < 0;
        if (!item.hidden) { found += 1; }
      });
      group.hidden = !found;
      group.open = Boolean(asked ? found : group.querySelector("input:checked"));
    });
  }, true);
  function showNarrowing() { each("[data-narrowing]", document, function (box) { box.hidden = false; }); }
  document.addEventListener("htmx:oobAfterSwap", showNarrowing);

  /* The box that a phone unfolds is there to be written in; `toggle` does not bubble. */
  document.addEventListener("toggle", function (event) {
    if (event.target.id === "chercher" && event.newState === "open") { event.target.querySelector("input").focus(); }
  }, true);

  document.addEventListener("DOMContentLoaded", function () { focusFaults(); watchDrafts(); foldFilters(); showNarrowing(); });
})();
