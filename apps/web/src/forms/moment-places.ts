import { Datetime, type FormFields, useSingleLineTemplateEvaluation } from '@bpmn-io/form-js-viewer';
import { h } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { MomentKind, TimeFormat } from './moment-value.ts';

/** Of a `datetime` of a form-js schema: what it asks for, and how. */
interface MomentField {
  readonly id: string;
  readonly key?: string;
  readonly subtype?: MomentKind;
  readonly dateLabel?: string;
  readonly timeLabel?: string;
  readonly description?: string;
  readonly disallowPassedDates?: boolean;
  readonly timeSerializingFormat?: TimeFormat;
  readonly validate?: { readonly required?: boolean };
}

/** What the viewer tells a field. */
interface Told {
  readonly field: MomentField;
  readonly value: unknown;
  readonly errors?: readonly string[];
  readonly disabled?: boolean;
  readonly readonly?: boolean;
  readonly onChange: (change: { readonly value: string | null; readonly field: MomentField }) => void;
  readonly onBlur: () => void;
}

/** A field of the form, and the element of the viewer that it stands in. */
export interface MomentPlace extends Told {
  readonly id: number;
  readonly element: HTMLElement;
}

/** Fields for days and times that the viewer leaves a place for; React fills it (step-form.tsx). */
export class MomentPlaces {
  readonly #watchers = new Set<() => void>();
  #places: readonly MomentPlace[] = [];
  #last = 0;

  /** Module of the viewer. */
  readonly module = {
    __init__: [annotated((formFields: FormFields) => formFields.register('datetime', this.#field()))],
  };

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  readonly now = (): readonly MomentPlace[] => this.#places;

  #field(): unknown {
    const Field = (told: Told) => {
      const element = useRef<HTMLDivElement>(null);
      const id = useRef(0);
      const { field } = told;
      const labels = {
        dateLabel: useSingleLineTemplateEvaluation(field.dateLabel ?? ''),
        timeLabel: useSingleLineTemplateEvaluation(field.timeLabel ?? ''),
        description: useSingleLineTemplateEvaluation(field.description ?? ''),
      };
      useEffect(() => {
        id.current ||= this.#last += 1;
        const at = element.current;
        if (at) this.#keep({ ...told, field: { ...field, ...labels }, id: id.current, element: at });
      });
      useEffect(() => () => this.#set(this.#places.filter((place) => place.id !== id.current)), []);
      return h('div', { class: 'fjs-form-field fjs-form-field-datetime', ref: element });
    };
    return Object.assign(Field, { config: Datetime.config });
  }

  #keep(place: MomentPlace): void {
    const known = this.#places.find(({ id }) => id === place.id);
    if (known && SHOWN.every((name) => known[name] === place[name]) && sameField(known.field, place.field)) return;
    this.#set([...this.#places.filter(({ id }) => id !== place.id), place]);
  }

  #set(places: readonly MomentPlace[]): void {
    this.#places = places;
    for (const watcher of this.#watchers) watcher();
  }
}

const SHOWN = ['element', 'value', 'errors', 'disabled', 'readonly', 'onChange', 'onBlur'] as const;

function sameField(left: MomentField, right: MomentField): boolean {
  return (
    left.dateLabel === right.dateLabel && left.timeLabel === right.timeLabel && left.description === right.description
  );
}

function annotated<T extends (formFields: FormFields) => void>(register: T): T {
  return Object.assign(register, { $inject: ['formFields'] });
}
