-- DuckDB : les pôles de chaque secteur, avec leurs SIREN connus.
SELECT secteur, count(*) AS poles, count("pivot") AS siren
FROM (
  SELECT "pivot", unnest(string_split(secteurs, '|')) AS secteur
  FROM read_csv('{{ adresse }}api/v1/poles.csv', all_varchar = true)
)
GROUP BY secteur ORDER BY secteur;
