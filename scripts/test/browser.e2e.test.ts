import assert from 'node:assert/strict';
import { test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { browserLaunch } from '../services/browser.ts';

test('the browser of the tests renders a page', async () => {
  const browser = await puppeteer.launch(await browserLaunch());
  try {
    const page = await browser.newPage();
    await page.setContent('<title>Krok</title><p>krok po kroku</p>');
    assert.equal(await page.title(), 'Krok');
  } finally {
    await browser.close();
  }
});
