/** First names that are common in Poland; none of them is a usual word of a firm. */
export const GIVEN_NAMES: ReadonlySet<string> = new Set(
  (
    'Adam Adrian Agata Agnieszka Aleksander Aleksandra Alicja Andrzej Aneta Anna Arkadiusz Artur ' +
    'Barbara Bartłomiej Bartosz Beata Bogdan Bogumiła Bożena Cezary Czesław Dagmara Damian Daniel ' +
    'Danuta Dariusz Dawid Dominik Dominika Dorota Edward Edyta Elżbieta Emil Emilia Eugeniusz ' +
    'Ewa Ewelina Filip Franciszek Gabriela Grażyna Grzegorz Halina Hanna Helena Henryk Ilona ' +
    'Irena Ireneusz Iwona Izabela Jacek Jadwiga Jakub Jan Janina Janusz Jarosław Jerzy ' +
    'Joanna Jolanta Józef Julia Justyna Kacper Kamil Kamila Karol Karolina Katarzyna Kazimierz ' +
    'Kinga Klaudia Konrad Krystian Krystyna Krzysztof Leszek Lidia Lucyna Łukasz Maciej Magdalena ' +
    'Małgorzata Marcin Marek Maria Marian Mariola Mariusz Marta Marzena Mateusz Michał Mieczysław ' +
    'Milena Mirosław Mirosława Monika Natalia Norbert Olga Oliwia Patrycja Patryk Paulina Paweł ' +
    'Piotr Przemysław Radosław Rafał Renata Robert Roman Ryszard Sebastian Sławomir Stanisław Stanisława ' +
    'Stefan Sylwia Szymon Tadeusz Teresa Tomasz Urszula Wacław Waldemar Wanda Wiesław Wiesława ' +
    'Wiktor Wiktoria Witold Władysław Włodzimierz Wojciech Zbigniew Zdzisław Zenon Zofia Zuzanna Zygmunt ' +
    'Żaneta ' +
    ''
  )
    .trim()
    .split(' '),
);
